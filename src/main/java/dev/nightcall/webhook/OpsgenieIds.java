package dev.nightcall.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids that Opsgenie gives, such that each says itself what it stands for: nothing is kept, so any Nightcall can be asked
 * at any time.
 */
final class OpsgenieIds {

    private static final String CODED = "~";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL = 12;
    private static final String SEPARATOR = "\u0000";

    private OpsgenieIds() {
    }

    /**
     * A request that was accepted.
     *
     * @param action in Opsgenie's words, as {@code Create}
     */
    record Accepted(String action, String alias, Instant at) {
    }

    /** An alert's id is its alias, in a form that fits into a URL. */
    static String alertId(String alias) {
        return PLAIN.matcher(alias).matches() ? alias : CODED + encode(alias.getBytes(StandardCharsets.UTF_8));
    }

    /** The alias that an alert's id stands for. */
    static String alias(String alertId) {
        if (!alertId.startsWith(CODED)) {
            return alertId;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(alertId.substring(CODED.length())), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // None of ours: somebody's alias begins like that, and was sent as an id.
            return alertId;
        }
    }

    /** An id of a request; only who sent it can ask for it, since the seal is made with the sender's key. */
    static String requestId(Accepted accepted, String key) {
        byte[] said = String.join(SEPARATOR, accepted.action(), accepted.alias(), accepted.at().toString())
                .getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(said, said.length + SEAL);
        System.arraycopy(seal(said, key), 0, sealed, said.length, SEAL);
        return encode(sealed);
    }

    /** Empty when it is no id of a request that was accepted with this key. */
    static Optional<Accepted> accepted(String requestId, String key) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(requestId);
            byte[] said = Arrays.copyOf(sealed, Math.max(0, sealed.length - SEAL));
            byte[] seal = Arrays.copyOfRange(sealed, said.length, sealed.length);
            if (!MessageDigest.isEqual(seal, seal(said, key))) {
                return Optional.empty();
            }
            String[] parts = new String(said, StandardCharsets.UTF_8).split(SEPARATOR, -1);
            return Optional.of(new Accepted(parts[0], parts[1], Instant.parse(parts[2])));
        } catch (IllegalArgumentException | DateTimeException e) {
            // Not even the form of one.
            return Optional.empty();
        }
    }

    private static byte[] seal(byte[] said, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Arrays.copyOf(mac.doFinal(said), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
