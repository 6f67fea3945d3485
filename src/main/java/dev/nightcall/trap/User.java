package dev.nightcall.trap;

import java.security.MessageDigest;

/** A v3 user with its keys. What it was configured with is what its messages must have, no less and no more. */
final class User {

    private final String name;
    private final Authentication authentication;
    private final byte[] authenticationKey;
    private final Privacy privacy;
    private final byte[] privacyKey;

    /**
     * @param authentication null for none, as its password
     * @param privacy        null for none, as its password; only with authentication
     */
    User(String name, Authentication authentication, String password, Privacy privacy, String privacyPassword) {
        this.name = name;
        this.authentication = authentication;
        this.authenticationKey = authentication == null ? null : authentication.key(password);
        this.privacy = privacy;
        this.privacyKey = privacy == null ? null : authentication.key(privacyPassword);
    }

    String name() {
        return name;
    }

    boolean authenticates() {
        return authentication != null;
    }

    boolean encrypts() {
        return privacy != null;
    }

    boolean isAuthentic(SecureMessage message) {
        return message.code().length == authentication.codeLength()
                && MessageDigest.isEqual(code(message.engineId(), message.withoutCode()), message.code());
    }

    /** @return null when it cannot be decrypted */
    byte[] decrypt(SecureMessage message) {
        return privacy.decrypt(privacyKey(message.engineId()), message.data(), message.boots(), message.time(),
                message.privacyParameters());
    }

    Privacy.Encrypted encrypt(byte[] engineId, byte[] data, long boots, long time) {
        return privacy.encrypt(privacyKey(engineId), data, boots, time);
    }

    /** The authentication code of a message in which the place of the code is filled with zeros. */
    byte[] code(byte[] engineId, byte[] message) {
        return authentication.code(authentication.localised(authenticationKey, engineId), message);
    }

    /** Zeros in the code's place. */
    byte[] noCode() {
        return new byte[authentication.codeLength()];
    }

    private byte[] privacyKey(byte[] engineId) {
        return privacy.fitted(authentication.localised(privacyKey, engineId), engineId, authentication);
    }
}
