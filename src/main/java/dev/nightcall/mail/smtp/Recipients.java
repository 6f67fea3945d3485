package dev.nightcall.mail.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For whom mail is taken: for {@code alerts} at any domain, and for what an operator lists. A tag behind a plus sign
 * (RFC 5233), which names the system, changes nothing about that. Letters may be of either case.
 */
public final class Recipients {

    private static final String ANY = "*";
    private static final String ALERTS = "alerts";

    private final List<Address> accepted;

    private record Address(String local, String domain) {

        boolean accepts(Address other) {
            return (local.equals(ANY) || local.equals(other.local) || local.equals(other.untagged()))
                    && (domain.equals(ANY) || domain.equals(other.domain));
        }

        String untagged() {
            int plus = local.indexOf('+');
            return plus < 0 ? local : local.substring(0, plus);
        }
    }

    /**
     * @param patterns separated by commas: {@code oncall@example.jp}, {@code *@alerts.example.com}, {@code oncall@*},
     *                 or {@code *} for any address; may be blank
     * @throws IllegalArgumentException naming the pattern that is none of these
     */
    public Recipients(String patterns) {
        List<Address> listed = new ArrayList<>();
        listed.add(new Address(ALERTS, ANY));
        for (String pattern : patterns.split(",")) {
            if (!pattern.isBlank()) {
                listed.add(pattern(pattern.strip()));
            }
        }
        accepted = List.copyOf(listed);
    }

    /** @param recipient as in RCPT TO, without angle brackets; a domain may be missing */
    public boolean accept(String recipient) {
        Address address = address(recipient);
        return !recipient.isBlank() && accepted.stream().anyMatch(pattern -> pattern.accepts(address));
    }

    private static Address pattern(String written) {
        if (written.equals(ANY)) {
            return new Address(ANY, ANY);
        }
        Address address = address(written);
        boolean wildcardInside = !address.local.equals(ANY) && address.local.contains(ANY)
                || !address.domain.equals(ANY) && address.domain.contains(ANY);
        if (address.local.isEmpty() || address.domain.isEmpty() || wildcardInside || written.contains(" ")) {
            throw new IllegalArgumentException("\"" + written + "\" is no recipient such as oncall@example.jp, "
                    + "*@alerts.example.com, oncall@* or *");
        }
        return address;
    }

    private static Address address(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        return at < 0 ? new Address(lower, "") : new Address(lower.substring(0, at), lower.substring(at + 1));
    }
}
