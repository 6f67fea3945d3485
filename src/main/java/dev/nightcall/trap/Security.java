package dev.nightcall.trap;

import java.nio.charset.StandardCharsets;

/**
 * SNMPv3's User-based Security Model for a receiver (RFC 3414 section 3.2).
 *
 * <p>snmp4j's own lets an unknown engine's clock in before the message is authentic, so that one forged datagram silences a
 * device; keeps a key for every engine that anybody names; and takes a message without authentication from a user that has
 * one. A receiver of traps needs none of the rest of it.
 */
final class Security {

    private final Users users;
    private final LocalEngine engine;
    private final Freshness freshness;
    private final Answers answers;

    Security(Users users, LocalEngine engine, Freshness freshness) {
        this.users = users;
        this.engine = engine;
        this.freshness = freshness;
        this.answers = new Answers(engine);
    }

    /** What was in the message. @param response what the sender of an INFORM waits for; null for a trap */
    record Opened(Pdu pdu, String user, String context, byte[] response) {
    }

    /**
     * @param message behind the version
     * @param live    false for a message that was recorded: when, and for which receiver, does not matter then, it changes
     *                nothing here, and nobody is answered
     */
    Opened open(byte[] datagram, Ber message, boolean live) throws TrapRefusedException {
        SecureMessage secure = SecureMessage.read(datagram, message);
        if (secure.engineId().length == 0) {
            throw refused(secure, Refusal.ENGINE, "asks for the receiver's engine ID; it carries no trap", live, null);
        }
        User user = users.find(secure.user()).orElse(null);
        if (user == null) {
            throw refused(secure, Refusal.USER, "no user has that name", live, null);
        }
        if (secure.authenticated() != user.authenticates() || secure.encrypted() != user.encrypts()) {
            throw refused(secure, Refusal.LEVEL, "its security level is not the one of user " + user.name(), live, null);
        }
        if (user.authenticates()) {
            authenticate(secure, user, live);
        }
        return opened(secure, user, live);
    }

    private void authenticate(SecureMessage secure, User user, boolean live) throws TrapRefusedException {
        if (!user.isAuthentic(secure)) {
            throw refused(secure, Refusal.AUTHENTICATION, "the authentication password or protocol of user " + user.name()
                    + " is another one", live, null);
        }
        boolean timely = !live || (engine.is(secure.engineId()) ? engine.isTimely(secure.boots(), secure.time())
                : freshness.isTimely(secure.engineId(), secure.boots(), secure.time()));
        if (!timely) {
            throw refused(secure, Refusal.TIME_WINDOW, "is more than 150 s away from its engine's clock: a replay, or a "
                    + "device that starts without counting its boots", live, user);
        }
    }

    private Opened opened(SecureMessage secure, User user, boolean live) throws TrapRefusedException {
        Ber scoped = scoped(secure, user, live).enter(Ber.SEQUENCE);
        byte[] contextEngineId = scoped.octets();
        byte[] context = scoped.octets();
        byte[] bytes = scoped.rest();
        Pdu pdu = Pdu.read(scoped);
        if (live && pdu.inform() && !engine.is(secure.engineId())) {
            throw refused(secure, Refusal.ENGINE, "is an INFORM for another receiver", true, null);
        }
        // A repeated INFORM may mean that the answer was lost, so it is answered again.
        if (live && !pdu.inform() && user.authenticates() && !freshness.isFirst(secure.code())) {
            throw new TrapRefusedException(Refusal.REPLAY, "has been taken before");
        }
        byte[] response = live && pdu.inform() ? answers.response(secure, user, contextEngineId, context, bytes) : null;
        return new Opened(pdu, user.name(), new String(context, StandardCharsets.UTF_8), response);
    }

    private Ber scoped(SecureMessage secure, User user, boolean live) throws TrapRefusedException {
        if (!user.encrypts()) {
            return new Ber(secure.data());
        }
        byte[] decrypted = user.decrypt(secure);
        // A wrong key makes noise of it. DES appends up to seven octets.
        if (decrypted == null || decrypted.length == 0 || decrypted[0] != Ber.SEQUENCE) {
            throw refused(secure, Refusal.DECRYPTION, "the privacy password or protocol of user " + user.name()
                    + " is another one", live, null);
        }
        return new Ber(decrypted);
    }

    /** A sender with the key of another engine is told who we are, so that it makes the key for us. */
    private TrapRefusedException refused(SecureMessage secure, Refusal refusal, String message, boolean live, User signs) {
        if (!live || !secure.reportable()) {
            return new TrapRefusedException(refusal, message);
        }
        Refusal told = engine.is(secure.engineId()) ? refusal : Refusal.ENGINE;
        return new TrapRefusedException(refusal, message, answers.report(secure, told, signs));
    }
}
