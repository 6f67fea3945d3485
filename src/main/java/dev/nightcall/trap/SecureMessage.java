package dev.nightcall.trap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An SNMPv3 message taken apart (RFC 3412 section 6, RFC 3414 section 2.4); nothing of it is believed yet.
 *
 * @param authenticated whether it says that it carries an authentication code
 * @param encrypted     whether it says that its data is encrypted
 * @param reportable    whether the sender wants to hear of an error
 * @param boots         of the authoritative engine, as {@code time} (seconds)
 * @param code          the authentication code
 * @param withoutCode   the whole message, with zeros in the place of the code
 * @param data          the scoped PDU; when encrypted, without its tag and length
 */
record SecureMessage(long id, boolean authenticated, boolean encrypted, boolean reportable, byte[] engineId, long boots,
                     long time, byte[] userName, byte[] code, byte[] withoutCode, byte[] privacyParameters, byte[] data) {

    static final int USM = 3;
    static final int AUTHENTICATED = 1;
    static final int ENCRYPTED = 2;
    private static final int REPORTABLE = 4;

    /** @param message behind the version */
    static SecureMessage read(byte[] datagram, Ber message) throws TrapRefusedException {
        Ber header = message.enter(Ber.SEQUENCE);
        long id = header.integer();
        header.integer();
        byte[] flags = header.octets();
        long model = header.integer();
        if (flags.length != 1 || (flags[0] & (AUTHENTICATED | ENCRYPTED)) == ENCRYPTED) {
            throw TrapRefusedException.undecodable("has msgFlags that SNMPv3 does not know");
        }
        if (model != USM) {
            throw TrapRefusedException.undecodable("has security model " + model + "; only 3 (USM) is read");
        }
        Ber security = message.enter(Ber.OCTETS).enter(Ber.SEQUENCE);
        byte[] engineId = security.octets();
        long boots = security.integer();
        long time = security.integer();
        byte[] userName = security.octets();
        Ber code = security.enter(Ber.OCTETS);
        byte[] withoutCode = Arrays.copyOf(datagram, message.end());
        Arrays.fill(withoutCode, code.at(), code.end(), (byte) 0);
        byte[] parameters = security.octets();
        boolean encrypted = (flags[0] & ENCRYPTED) != 0;
        return new SecureMessage(id, (flags[0] & AUTHENTICATED) != 0, encrypted, (flags[0] & REPORTABLE) != 0, engineId,
                boots, time, userName, code.rest(), withoutCode, parameters,
                encrypted ? message.octets() : message.rest());
    }

    String user() {
        return new String(userName, StandardCharsets.UTF_8);
    }
}
