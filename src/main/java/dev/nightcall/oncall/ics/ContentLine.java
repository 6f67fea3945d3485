package dev.nightcall.oncall.ics;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One line after unfolding (RFC 5545, 3.1).
 *
 * @param number     where it begins, from 1
 * @param name       in capitals
 * @param parameters by their names in capitals, without quotes
 */
record ContentLine(int number, String name, Map<String, String> parameters, String value) {

    /** @return null when it has no value */
    static ContentLine parse(int number, String line) {
        Map<String, String> parameters = new HashMap<>();
        String name = null;
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (quoted || c != ';' && c != ':') {
                continue;
            }
            String part = line.substring(begin, i);
            begin = i + 1;
            if (name == null) {
                name = part.strip().toUpperCase(Locale.ROOT);
            } else {
                int equals = Math.max(0, part.indexOf('='));
                parameters.put(part.substring(0, equals).toUpperCase(Locale.ROOT), part.substring(equals + 1).replace("\"", ""));
            }
            if (c == ':') {
                return new ContentLine(number, name, parameters, line.substring(begin));
            }
        }
        return null;
    }

    String parameter(String parameter) {
        return parameters.get(parameter);
    }

    /** The value as people wrote it (RFC 5545, 3.3.11), on one line and not longer than {@code length}. */
    String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length() && text.length() < length; i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                c = value.charAt(i) == 'n' || value.charAt(i) == 'N' ? ' ' : value.charAt(i);
            }
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.toString().strip();
    }
}
