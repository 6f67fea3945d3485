package dev.nightcall.trap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** HMAC of the User-based Security Model: RFC 3414 section 6 and 7, RFC 7860. */
enum Authentication {
    MD5("MD5", "HmacMD5", 12),
    SHA_1("SHA-1", "HmacSHA1", 12),
    SHA_224("SHA-224", "HmacSHA224", 16),
    SHA_256("SHA-256", "HmacSHA256", 24),
    SHA_384("SHA-384", "HmacSHA384", 32),
    SHA_512("SHA-512", "HmacSHA512", 48);

    /** RFC 3414 section A.2: a password is repeated until it fills so many octets. */
    private static final int PASSWORD_STREAM = 1 << 20;

    private final String digest;
    private final String mac;
    private final int codeLength;

    Authentication(String digest, String mac, int codeLength) {
        this.digest = digest;
        this.mac = mac;
        this.codeLength = codeLength;
    }

    /** As in settings. */
    String word() {
        return digest;
    }

    /** How many octets of the HMAC a message carries. */
    int codeLength() {
        return codeLength;
    }

    /** The key that a password stands for, at every engine. Takes milliseconds, so it is made once. */
    byte[] key(String password) {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        byte[] stream = new byte[PASSWORD_STREAM];
        for (int i = 0; i < stream.length; i++) {
            stream[i] = octets[i % octets.length];
        }
        return hash(stream);
    }

    /** The key at one engine. Takes microseconds: anybody may name any engine before a message is known to be authentic. */
    byte[] localised(byte[] key, byte[] engineId) {
        return hash(key, engineId, key);
    }

    byte[] code(byte[] localisedKey, byte[] message) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(localisedKey, mac));
            return Arrays.copyOf(hmac.doFinal(message), codeLength);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + mac, e);
        }
    }

    private byte[] hash(byte[]... parts) {
        try {
            MessageDigest hash = MessageDigest.getInstance(digest);
            for (byte[] part : parts) {
                hash.update(part);
            }
            return hash.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + digest, e);
        }
    }
}
