package dev.nightcall.mail.smtp;

import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** All connections that are open: whose they are, how many, and whether a new one may come. */
final class Conversations implements SessionHandler {

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final SmtpRules rules;
    private final Refusals refusals;
    private final Lock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<Session, Conversation> open = new HashMap<>();
    private final Map<ByteBuffer, Integer> perAddress = new HashMap<>();
    private volatile boolean stopping;

    Conversations(SmtpRules rules, Refusals refusals) {
        this.rules = rules;
        this.refusals = refusals;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        PatientSocket socket = (PatientSocket) session.getSocket();
        InetAddress peer = socket.getInetAddress();
        boolean trusted = rules.trusts(peer);
        lock.lock();
        try {
            if (stopping) {
                return refuse(session, Refusal.STOPPING);
            }
            if (!trusted && rules.users().isEmpty()) {
                return refuse(session, Refusal.NETWORK);
            }
            ByteBuffer key = RateLimit.key(peer);
            if (open.size() >= rules.limits().connections()
                    || perAddress.getOrDefault(key, 0) >= rules.limits().connectionsPerAddress()) {
                return refuse(session, Refusal.CONNECTIONS);
            }
            open.put(session, new Conversation(socket, trusted));
            perAddress.merge(key, 1, Integer::sum);
            return SessionAcceptance.success();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onSessionEnd(Session session) {
        lock.lock();
        try {
            Conversation conversation = open.remove(session);
            perAddress.computeIfPresent(RateLimit.key(conversation.peer()), (key, count) -> count == 1 ? null : count - 1);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Conversation of(Session session) {
        lock.lock();
        try {
            return open.get(session);
        } finally {
            lock.unlock();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Lets nobody begin anything, and waits until all have gone.
     *
     * @param patience after which a mail that is still coming is answered 421
     */
    void stop(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            stopping = true;
        } finally {
            lock.unlock();
        }
        awaitNone(patience);
        sockets().forEach(PatientSocket::hurry);
        awaitNone(LAST_WORDS);
    }

    private void awaitNone(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!open.isEmpty() && left > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Cuts off who is still there, also those who do not read what they are told. Their server would wait for them for ever.
     */
    void cutOff() throws IOException {
        for (PatientSocket socket : sockets()) {
            socket.close();
        }
    }

    private List<PatientSocket> sockets() {
        lock.lock();
        try {
            return open.values().stream().map(Conversation::socket).toList();
        } finally {
            lock.unlock();
        }
    }

    private SessionAcceptance refuse(Session session, Refusal refusal) {
        refusals.note(session, refusal);
        return SessionAcceptance.failure(refusal.code(), refusal.text());
    }
}
