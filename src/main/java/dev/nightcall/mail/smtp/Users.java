package dev.nightcall.mail.smtp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** Who may log in. Only digests of the passwords are kept. */
public final class Users {

    private final Map<String, byte[]> digests = new HashMap<>();

    /**
     * @param written {@code name:password}, several of them separated by commas; blank for nobody. A password may have
     *                colons, but no comma
     * @throws IllegalArgumentException naming the entry by its position; never by its text, which is a password
     */
    public Users(String written) {
        int position = 0;
        for (String entry : written.isBlank() ? new String[0] : written.strip().split(",", -1)) {
            position++;
            int colon = entry.indexOf(':');
            if (colon < 0 || entry.substring(0, colon).isBlank() || entry.substring(colon + 1).isBlank()) {
                throw new IllegalArgumentException("user number " + position + " must be name:password");
            }
            if (digests.put(entry.substring(0, colon).strip(), digest(entry.substring(colon + 1).strip())) != null) {
                throw new IllegalArgumentException("user number " + position + " has the name of an earlier one");
            }
        }
    }

    /** Whether nobody can log in. */
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    /** Takes as long for a name that does not exist as for a wrong password. */
    boolean isPassword(String name, String password) {
        byte[] expected = digests.get(name);
        boolean same = MessageDigest.isEqual(expected == null ? digest("") : expected, digest(password));
        return expected != null && same;
    }

    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
