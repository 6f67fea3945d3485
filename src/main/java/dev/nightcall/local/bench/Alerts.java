package dev.nightcall.local.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the bench sends, and plans that say who is called about it. */
final class Alerts {

    /** Nobody is phoned, and incidents stay open. */
    static final String NOBODY_IS_CALLED = """
            timezone: UTC
            engineers:
              nobody: {name: Nobody, phones: [{number: "+819000000001"}]}
            policies:
              default: {groupWait: 1h, rounds: 1, steps: [{recipients: ["direct:notify-log"], wait: 1h}]}
            """;

    private Alerts() {
    }

    /** Different alerts, spread over systems. @param prefix of the systems' names */
    static String json(String prefix, int first, int count, int systems) {
        return IntStream.range(first, first + count).mapToObj(n -> one(prefix + n % systems, n, ""))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** @param more fields, beginning with a comma, or empty */
    static String one(String system, int number, String more) {
        return "{\"system\":\"" + system + "\",\"host\":\"server-" + number + ".example\",\"service\":\"CPU Utilization\","
                + "\"severity\":\"critical\",\"summary\":\"load average is 98.7, more than 90 for ten minutes\"" + more + "}";
    }

    /** Engineers e1, e2 and so on, with the numbers of {@link #number}. */
    static String engineers(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "  e" + i + ": {name: Engineer " + i + ", phones: [{number: \"" + number(i) + "\"}]}\n")
                .collect(Collectors.joining("", "timezone: UTC\nengineers:\n", ""));
    }

    static String number(int engineer) {
        return "+8190000%05d".formatted(engineer);
    }
}
