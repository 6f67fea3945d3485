package dev.nightcall.mail.mailbox;

import dev.nightcall.aws.Outage;
import software.amazon.awssdk.core.exception.SdkException;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * How often each mail of a mailbox was tried in vain, and whether it is time to set it aside. Kept in memory: after a
 * restart, or when another Nightcall takes over, a mail is tried anew. Used by the one thread that polls the mailbox.
 *
 * <p>An outage does not count as a try. A connection that is lost while a mail is being read is one, unless it is the mail
 * that the server stumbles over: the mail is passed over until others have gone through, and then the try counts.
 */
final class MailboxTries {

    /** What becomes of a mail that could not be handled. */
    enum Verdict {
        /** It stays unread and is tried again. */
        AGAIN,
        /** So do all others: they would fail as well. */
        OUTAGE,
        /** It is not tried again. */
        SET_ASIDE
    }

    /** Beyond so many mails the oldest is forgotten, and tried anew. */
    private static final int REMEMBERED = 10_000;

    private final int limit;
    private final Map<String, Integer> tries = bounded();
    private final Map<String, Integer> unmarked = bounded();
    private final Map<String, Boolean> setAside = bounded();
    private final Set<String> lost = new HashSet<>();

    /** @param limit how often a mail is tried */
    MailboxTries(int limit) {
        this.limit = limit;
    }

    /** A mail went through. */
    void handled(String uid) {
        tries.remove(uid);
        lost.remove(uid);
        lost.forEach(this::count);
        lost.clear();
    }

    /**
     * A mail went through, but the server did not mark it. It is read again, as the connection may have been lost; but not
     * for ever, as the server may refuse, and an alert would be raised with every poll.
     */
    void notMarked(String uid) {
        if (unmarked.merge(uid, 1, Integer::sum) >= limit) {
            setAside(uid);
        }
    }

    /** A poll in which nothing failed: whatever was passed over has its turn. */
    void polled() {
        lost.clear();
    }

    Verdict failed(String uid, Throwable error) {
        if (error instanceof MailTooLargeException) {
            return Verdict.SET_ASIDE;
        }
        if (error instanceof MailboxGoneException) {
            if (of(uid) >= limit) {
                return Verdict.SET_ASIDE;
            }
            lost.add(uid);
            return Verdict.OUTAGE;
        }
        if (isOutage(error)) {
            return Verdict.OUTAGE;
        }
        count(uid);
        return of(uid) >= limit ? Verdict.SET_ASIDE : Verdict.AGAIN;
    }

    /** How often a mail was tried in vain. */
    int of(String uid) {
        return tries.getOrDefault(uid, 0);
    }

    /** A mail is not to be tried again, wherever it is. */
    void setAside(String uid) {
        tries.remove(uid);
        unmarked.remove(uid);
        lost.remove(uid);
        setAside.put(uid, true);
    }

    /** Whether a mail is not to be read in this poll. */
    boolean isSkipped(String uid) {
        return setAside.containsKey(uid) || lost.contains(uid);
    }

    private void count(String uid) {
        tries.merge(uid, 1, Integer::sum);
    }

    /** {@link Outage} takes every I/O error for one, but Java's decoders throw them as well, of a mail that is malformed. */
    private static boolean isOutage(Throwable error) {
        return Outage.isCauseOf(error) && Stream.iterate(error, e -> e != null, Throwable::getCause).limit(20).anyMatch(
                e -> e instanceof SdkException || e instanceof SocketException || e instanceof UnknownHostException
                        || e instanceof InterruptedIOException || e instanceof TimeoutException
                        || e instanceof RejectedExecutionException);
    }

    private static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
