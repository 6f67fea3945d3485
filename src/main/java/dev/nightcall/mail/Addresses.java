package dev.nightcall.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Addresses in header fields (RFC 5322, 3.4), made out leniently from the field before encoded words are decoded. */
final class Addresses {

    private Addresses() {
    }

    /** The bare addresses, in their order: {@code root@mon1.example.jp} of {@code "Cron, daily" <root@mon1.example.jp>}. */
    static List<String> in(String raw) {
        List<String> found = new ArrayList<>();
        String bare = withoutComments(raw);
        int start = 0;
        while (start < bare.length()) {
            int end = endOfOne(bare, start);
            one(bare.substring(start, end)).ifPresent(found::add);
            start = end + 1;
        }
        return found;
    }

    /** The part behind the plus sign of the local part: {@code XYZ} of {@code alerts+XYZ@example.jp}. */
    static Optional<String> tag(String address) {
        int at = address.lastIndexOf('@');
        String local = (at < 0 ? address : address.substring(0, at)).replace("\"", "");
        int plus = local.indexOf('+');
        return Optional.of(plus < 0 ? "" : local.substring(plus + 1).strip()).filter(tag -> !tag.isEmpty());
    }

    /** Comments are in parentheses, may contain others, and count for nothing. */
    static String withoutComments(String raw) {
        StringBuilder bare = new StringBuilder(raw.length());
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < raw.length(); i++) {
            char character = raw.charAt(i);
            if (character == '"' && depth == 0) {
                quoted = !quoted;
            }
            if (character == '(' && !quoted) {
                depth++;
            } else if (character == ')' && depth > 0) {
                depth--;
                bare.append(' ');
            } else if (depth == 0) {
                bare.append(character);
            }
        }
        // One that never ends is none.
        return depth == 0 ? bare.toString() : raw;
    }

    private static int endOfOne(String bare, int start) {
        boolean quoted = false;
        boolean angled = false;
        for (int i = start; i < bare.length(); i++) {
            char character = bare.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == '<' || character == '>')) {
                angled = character == '<';
            } else if (!quoted && !angled && (character == ',' || character == ';')) {
                return i;
            }
        }
        return bare.length();
    }

    private static Optional<String> one(String written) {
        int open = written.lastIndexOf('<');
        int close = written.indexOf('>', open + 1);
        if (open >= 0) {
            String inside = written.substring(open + 1, close < 0 ? written.length() : close).strip();
            return inside.isEmpty() ? Optional.empty() : Optional.of(inside);
        }
        String last = "";
        for (String word : written.strip().split("\\s+")) {
            last = word;
            if (word.indexOf('@') >= 0) {
                return Optional.of(word);
            }
        }
        // "undisclosed-recipients:" is the name of a group, and what remains is a local user as cron writes it.
        return last.isEmpty() || last.endsWith(":") ? Optional.empty() : Optional.of(last);
    }
}
