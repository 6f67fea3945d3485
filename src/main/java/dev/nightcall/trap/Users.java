package dev.nightcall.trap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The v3 users. Written as {@code name}, {@code name:SHA-256:password} or
 * {@code name:SHA-256:password:AES-128:privacy-password}, several of them separated by commas. A comma, colon or backslash
 * inside a name or password has a backslash before it.
 */
public final class Users {

    /** RFC 3414 section 11.2. */
    private static final int SHORTEST = 8;
    private static final int LONGEST_NAME = 32;

    private final Map<String, User> users = new HashMap<>();

    /** @throws IllegalArgumentException naming the entry by its position; never by its text, which holds passwords */
    public Users(String setting) {
        int position = 0;
        for (String entry : setting.isBlank() ? List.<String>of() : split(setting, ',')) {
            position++;
            List<String> fields = split(entry.strip(), ':').stream().map(Users::plain).toList();
            User user = user(fields, position);
            if (users.put(user.name(), user) != null) {
                throw bad(position, "has the name of an earlier one");
            }
        }
    }

    Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    private static User user(List<String> fields, int position) {
        if (fields.size() != 1 && fields.size() != 3 && fields.size() != 5) {
            throw bad(position, "must be name, name:authentication:password or name:authentication:password:privacy:password");
        }
        String name = fields.get(0);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw bad(position, "must have a name of 1 to " + LONGEST_NAME + " characters");
        }
        if (fields.size() == 1) {
            return new User(name, null, null, null, null);
        }
        Authentication authentication = one(Authentication.values(), Authentication::word, fields.get(1), position,
                "authentication");
        String password = password(fields.get(2), position, "authentication");
        if (fields.size() == 3) {
            return new User(name, authentication, password, null, null);
        }
        Privacy privacy = one(Privacy.values(), Privacy::word, fields.get(3), position, "privacy");
        return new User(name, authentication, password, privacy, password(fields.get(4), position, "privacy"));
    }

    private static <T> T one(T[] all, Function<T, String> word, String written, int position, String what) {
        String asked = written.equals("SHA") ? "SHA-1" : written.equals("AES") ? "AES-128" : written;
        return Arrays.stream(all).filter(protocol -> word.apply(protocol).equals(asked)).findFirst()
                .orElseThrow(() -> bad(position, "has a protocol for " + what + " that is none of "
                        + Arrays.stream(all).map(word).collect(Collectors.joining(", "))));
    }

    private static String password(String written, int position, String what) {
        if (written.length() < SHORTEST) {
            throw bad(position, "has a password for " + what + " of less than " + SHORTEST + " characters");
        }
        return written;
    }

    /** At every separator that has no backslash before it; the backslashes stay. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (c == separator && !escaped) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
            escaped = c == '\\' && !escaped;
        }
        parts.add(part.toString());
        return parts;
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1");
    }

    private static IllegalArgumentException bad(int position, String why) {
        return new IllegalArgumentException("nightcall.snmp.users: user number " + position + " " + why);
    }
}
