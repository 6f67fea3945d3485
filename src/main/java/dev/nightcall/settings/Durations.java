package dev.nightcall.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How durations are written in Nightcall's files: {@code 500ms}, {@code 25s}, {@code 3m}, {@code 1h}, or ISO 8601. */
public final class Durations {

    /** Nine digits are 114,000 years of hours, and far from any overflow. */
    private static final Pattern SHORT = Pattern.compile("(-?\\d{1,9})(ms|s|m|h)");

    private Durations() {
    }

    /**
     * Reads a duration; zero and negative ones are left to the caller to judge.
     *
     * @throws IllegalArgumentException saying what was expected, but not what was found
     */
    public static Duration parse(String written) {
        Matcher parts = SHORT.matcher(written.strip());
        if (parts.matches()) {
            long amount = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
        try {
            return Duration.parse(written.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a duration such as 500ms, 25s, 3m or 1h", e);
        }
    }
}
