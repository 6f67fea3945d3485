package dev.nightcall.channel;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** By which a receiver knows that a request is ours: the HMAC-SHA256 of its body, as GitHub and others write it. */
final class Signature {

    static final String HEADER = "X-Nightcall-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {
    }

    /** As {@code sha256=…} in lower-case hexadecimal. */
    static String of(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
