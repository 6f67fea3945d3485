package dev.nightcall.health;

import dev.nightcall.alert.Text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a Nightcall is: in all, and by each check, of which those that are wrong come first, then those that say something.
 *
 * @param status {@code UP} or {@code DOWN}
 */
record HealthReport(String status, List<Check> checks) {

    private static final String UP = "UP";

    /**
     * Of one thing.
     *
     * @param status  {@code UP}, {@code DOWN} or {@code UNKNOWN}
     * @param message what is wrong with it, or to be known of it; null when there is nothing
     */
    record Check(String name, String status, String message) {

        boolean isUp() {
            return status.equals(UP);
        }

        private int place() {
            return !isUp() ? 0 : message != null ? 1 : 2;
        }

        private String line() {
            return "%-7s %s%s%n".formatted(status, name, message == null ? ""
                    : ": " + message.lines().map(Text::line).collect(Collectors.joining("; ")));
        }
    }

    HealthReport {
        checks = checks.stream().sorted(Comparator.comparing(Check::place).thenComparing(Check::name)).toList();
    }

    /**
     * For people: a line for each check, and one about all.
     *
     * @param all  whether those have a line as well of which there is nothing to say
     * @param more where those are told
     */
    String text(boolean all, String more) {
        String lines = checks.stream().filter(check -> all || check.place() < 2).map(Check::line).collect(Collectors.joining());
        return lines + (lines.isEmpty() ? "" : System.lineSeparator()) + summary() + (all ? "" : ". All of them: " + more)
                + System.lineSeparator();
    }

    private String summary() {
        long wrong = checks.stream().filter(check -> !check.isUp()).count();
        long saying = checks.stream().filter(check -> check.place() == 1).count();
        List<String> parts = new ArrayList<>();
        parts.add(wrong == 0 ? "nothing is wrong in " + checks.size() + " checks"
                : wrong + " of " + checks.size() + " checks " + (wrong == 1 ? "is" : "are") + " not UP");
        if (saying > 0) {
            parts.add(saying + (saying == 1 ? " says" : " say") + " something all the same");
        }
        return status + ": " + String.join(", ", parts);
    }
}
