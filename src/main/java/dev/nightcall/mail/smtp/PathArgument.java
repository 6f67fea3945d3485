package dev.nightcall.mail.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The argument of MAIL and RCPT: {@code FROM:<address> NAME=VALUE …} (RFC 5321 section 4.1.1). Senders that leave out the
 * brackets or put a space before them are understood; the address itself may be anything, as monitors are called
 * {@code nagios@host_1} and {@code root}.
 *
 * @param address    without brackets and without source route; empty for {@code <>}
 * @param parameters by their names in capitals
 */
record PathArgument(String address, Map<String, String> parameters) {

    /** RFC 5321 section 4.5.3.1.3, with room for those who count the brackets differently. */
    private static final int LONGEST = 320;

    /**
     * @param keyword  {@code FROM:} or {@code TO:}
     * @param argument what follows the command
     * @return empty when it is written otherwise
     */
    static Optional<PathArgument> parse(String keyword, String argument) {
        if (!argument.toUpperCase(Locale.ROOT).startsWith(keyword)) {
            return Optional.empty();
        }
        String rest = argument.substring(keyword.length()).strip();
        int end = rest.startsWith("<") ? closing(rest) : firstSpace(rest);
        if (end <= 0) {
            return Optional.empty();
        }
        String address = rest.startsWith("<") ? rest.substring(1, end - 1).strip() : rest.substring(0, end);
        String plain = withoutRoute(address);
        if (plain.length() > LONGEST || plain.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return Optional.empty();
        }
        return Optional.of(new PathArgument(plain, parameters(rest.substring(end))));
    }

    /** Behind the bracket that closes the path; brackets in a quoted local part do not count. */
    private static int closing(String rest) {
        boolean quoted = false;
        for (int i = 1; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int firstSpace(String rest) {
        int space = rest.indexOf(' ');
        return space < 0 ? rest.length() : space;
    }

    /** {@code @relay,@relay:address} (RFC 5321 appendix C): the route is ignored. */
    private static String withoutRoute(String address) {
        int colon = address.indexOf(':');
        return address.startsWith("@") && colon >= 0 ? address.substring(colon + 1) : address;
    }

    private static Map<String, String> parameters(String written) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : written.strip().split("\\s+")) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
        }
        return parameters;
    }
}
