package dev.nightcall.trap;

import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;

import java.util.Arrays;

/**
 * Encryption of the User-based Security Model: RFC 3414 section 8, RFC 3826, and what vendors have made of 192 and 256 bits
 * (draft-blumenthal-aes-usm; Cisco's way of making the longer keys has a C at the end). snmp4j's protocols may be used by
 * several threads.
 */
enum Privacy {
    DES("DES", new PrivDES()),
    TRIPLE_DES("3DES", new Priv3DES()),
    AES_128("AES-128", new PrivAES128()),
    AES_192("AES-192", new PrivAES192()),
    AES_256("AES-256", new PrivAES256()),
    AES_192_C("AES-192-C", new PrivAES192With3DESKeyExtension()),
    AES_256_C("AES-256-C", new PrivAES256With3DESKeyExtension());

    private static final int PARAMETERS = 8;

    private final String word;
    private final PrivacyProtocol protocol;

    Privacy(String word, PrivacyProtocol protocol) {
        this.word = word;
        this.protocol = protocol;
    }

    /** As in settings. */
    String word() {
        return word;
    }

    /** What was encrypted and the parameters to decrypt it with. */
    record Encrypted(byte[] data, byte[] parameters) {
    }

    /** The key of the length that the protocol needs. @param localised made from the privacy password for that engine */
    byte[] fitted(byte[] localised, byte[] engineId, Authentication authentication) {
        if (localised.length >= protocol.getMinKeyLength()) {
            return Arrays.copyOf(localised, Math.min(localised.length, protocol.getMaxKeyLength()));
        }
        return protocol.extendShortKey(localised, null, engineId, hashing(authentication));
    }

    /** @return null when it cannot be decrypted */
    byte[] decrypt(byte[] key, byte[] data, long boots, long time, byte[] parameters) {
        boolean blocks = this == DES || this == TRIPLE_DES;
        if (parameters.length != PARAMETERS || data.length == 0 || blocks && data.length % 8 != 0) {
            return null;
        }
        return protocol.decrypt(data, 0, data.length, key, boots, time, new DecryptParams(parameters, 0, PARAMETERS));
    }

    Encrypted encrypt(byte[] key, byte[] data, long boots, long time) {
        DecryptParams parameters = new DecryptParams();
        byte[] encrypted = protocol.encrypt(data, 0, data.length, key, boots, time, parameters);
        return new Encrypted(encrypted, parameters.array);
    }

    private static AuthenticationProtocol hashing(Authentication authentication) {
        return switch (authentication) {
            case MD5 -> new AuthMD5();
            case SHA_1 -> new AuthSHA();
            case SHA_224 -> new AuthHMAC128SHA224();
            case SHA_256 -> new AuthHMAC192SHA256();
            case SHA_384 -> new AuthHMAC256SHA384();
            case SHA_512 -> new AuthHMAC384SHA512();
        };
    }
}
