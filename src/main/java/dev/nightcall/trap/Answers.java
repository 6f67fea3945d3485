package dev.nightcall.trap;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What an SNMPv3 sender is told: that its INFORM was taken, or what is wrong with its message. */
final class Answers {

    private static final byte[] NOTHING = {};
    private static final int COUNTER32 = 0x41;
    private static final int LONGEST = 65_507;

    private final LocalEngine engine;
    private final Map<Refusal, AtomicLong> counters = new EnumMap<>(Refusal.class);

    Answers(LocalEngine engine) {
        this.engine = engine;
        for (Refusal refusal : Refusal.values()) {
            counters.put(refusal, new AtomicLong());
        }
    }

    /**
     * A Report (RFC 3412 section 7.1.3) with the statistic that has grown. Its header tells the sender our id and clock,
     * which is all that discovery (RFC 3414 section 4) asks for.
     *
     * @param user signs it; null when nobody can
     */
    byte[] report(SecureMessage about, Refusal refusal, User user) {
        byte[] counter = Ber.value(Ber.SEQUENCE, Ber.oid(refusal.counter()),
                Ber.number(COUNTER32, counters.get(refusal).incrementAndGet() & 0xFFFFFFFFL));
        byte[] pdu = Ber.value(Pdu.REPORT, Ber.integer(0), Ber.integer(0), Ber.integer(0),
                Ber.value(Ber.SEQUENCE, counter));
        byte[] scoped = Ber.value(Ber.SEQUENCE, Ber.octets(engine.id()), Ber.octets(NOTHING), pdu);
        return message(about, user, scoped, false);
    }

    /** @param pdu the INFORM's, which the response repeats */
    byte[] response(SecureMessage to, User user, byte[] contextEngineId, byte[] contextName, byte[] pdu) {
        byte[] response = pdu.clone();
        response[0] = (byte) Pdu.RESPONSE;
        byte[] scoped = Ber.value(Ber.SEQUENCE, Ber.octets(contextEngineId), Ber.octets(contextName), response);
        return message(to, user, scoped, user.encrypts());
    }

    private byte[] message(SecureMessage to, User user, byte[] scoped, boolean encrypt) {
        long boots = engine.boots();
        long time = engine.time();
        boolean sign = user != null && user.authenticates();
        Privacy.Encrypted encrypted = encrypt ? user.encrypt(engine.id(), scoped, boots, time) : null;
        byte[] parameters = encrypt ? encrypted.parameters() : NOTHING;
        byte[] data = encrypt ? Ber.octets(encrypted.data()) : scoped;
        int flags = (sign ? SecureMessage.AUTHENTICATED : 0) | (encrypt ? SecureMessage.ENCRYPTED : 0);
        byte[] header = Ber.value(Ber.SEQUENCE, Ber.integer(to.id()), Ber.integer(LONGEST),
                Ber.octets(new byte[] {(byte) flags}), Ber.integer(SecureMessage.USM));
        byte[] code = sign ? user.noCode() : NOTHING;
        byte[] unsigned = message(header, boots, time, to.userName(), code, parameters, data);
        return sign ? message(header, boots, time, to.userName(), user.code(engine.id(), unsigned), parameters, data)
                : unsigned;
    }

    private byte[] message(byte[] header, long boots, long time, byte[] userName, byte[] code, byte[] parameters,
                           byte[] data) {
        byte[] security = Ber.value(Ber.SEQUENCE, Ber.octets(engine.id()), Ber.integer(boots), Ber.integer(time),
                Ber.octets(userName), Ber.octets(code), Ber.octets(parameters));
        return Ber.value(Ber.SEQUENCE, Ber.integer(3), header, Ber.octets(security), data);
    }
}
