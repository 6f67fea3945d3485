package dev.nightcall.intake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Where monitors put a key: they can send what they can send. In a header of its own, or in {@code Authorization}: as the
 * password of Basic (RFC 7617; the user counts if there is no password), as Bearer (RFC 6750), Opsgenie's GenieKey,
 * PagerDuty's {@code Token token=…}.
 */
public final class PresentedKey {

    /**
     * By this header of its answer a door says that a key it has found in a body is none of ours. The server counts that, and
     * takes the header off.
     */
    public static final String IS_WRONG = "x-nightcall-wrong-key";

    private static final Set<String> SCHEMES = Set.of("bearer", "geniekey", "token", "apikey");
    private static final String TOKEN = "token=";

    private PresentedKey() {
    }

    /**
     * Null when there is none.
     *
     * @param apiKey        the header {@code x-api-key}; null when it is missing
     * @param authorization the header of that name; null when it is missing
     */
    public static String of(String apiKey, String authorization) {
        return apiKey != null ? apiKey : of(authorization);
    }

    private static String of(String authorization) {
        String[] parts = authorization == null ? new String[0] : authorization.strip().split("\\s+", 2);
        if (parts.length < 2) {
            return null;
        }
        String scheme = parts[0].toLowerCase(Locale.ROOT);
        if (scheme.equals("basic")) {
            return basic(parts[1]);
        }
        return SCHEMES.contains(scheme) ? token(parts[1].strip()) : null;
    }

    private static String basic(String credentials) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2);
            return parts.length == 2 && !parts[1].isEmpty() ? parts[1] : parts[0];
        } catch (IllegalArgumentException e) {
            // Not Base64, so it holds no key.
            return null;
        }
    }

    private static String token(String value) {
        String token = value.startsWith(TOKEN) ? value.substring(TOKEN.length()) : value;
        return token.length() > 1 && token.startsWith("\"") && token.endsWith("\"") ? token.substring(1, token.length() - 1)
                : token;
    }
}
