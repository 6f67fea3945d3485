package dev.nightcall.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A Content-Type or Content-Disposition field (RFC 2045, RFC 2183, continuations of RFC 2231) as far as it can be made
 * out.
 *
 * @param value      {@code text/plain}, {@code attachment}; in lower case
 * @param parameters by name in lower case
 */
record ContentType(String value, Map<String, String> parameters) {

    static final ContentType PLAIN = new ContentType("text/plain", Map.of());

    /** @param raw as in {@link Headers}; a type without a slash is text, as RFC 2045, 5.2 has it for no type at all */
    static ContentType of(Optional<String> raw) {
        ContentType written = raw.map(ContentType::read).orElse(PLAIN);
        return written.value.indexOf('/') > 0 ? written : new ContentType(PLAIN.value, written.parameters);
    }

    static ContentType read(String raw) {
        Map<String, String> parameters = new HashMap<>();
        int end = afterValue(raw, 0);
        String value = raw.substring(0, end).replaceAll("\\(.*", "").strip().toLowerCase(Locale.ROOT);
        while (end < raw.length()) {
            int start = end + 1;
            end = afterValue(raw, start);
            String parameter = raw.substring(start, end);
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                // name*0="…"; name*1="…" is one value in pieces; name*=charset'language'value is one with a charset.
                String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT).replaceAll("\\*.*", "");
                parameters.merge(name, unquoted(parameter.substring(equals + 1).strip()), String::concat);
            }
        }
        return new ContentType(value, parameters);
    }

    boolean isMultipart() {
        return value.startsWith("multipart/");
    }

    boolean isText() {
        return value.startsWith("text/");
    }

    /** Empty when it is not there. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** The semicolon that ends the value, not one within quotes. */
    private static int afterValue(String raw, int from) {
        boolean quoted = false;
        for (int i = from; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character == '\\' && quoted) {
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ';' && !quoted) {
                return i;
            }
        }
        return raw.length();
    }

    private static String unquoted(String written) {
        if (!written.startsWith("\"")) {
            return written.replaceAll("\\s.*", "");
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < written.length() && written.charAt(i) != '"'; i++) {
            if (written.charAt(i) == '\\' && i + 1 < written.length()) {
                i++;
            }
            value.append(written.charAt(i));
        }
        return value.toString();
    }
}
