package dev.nightcall.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is called about what: few engineers and many systems, so that incidents meet on the lines. */
final class ChaosPlan {

    /** How long a step waits, and rounds pause. */
    static final Duration WAIT = Duration.ofSeconds(8);
    static final Duration PAUSE = Duration.ofSeconds(3);
    /** How long new incidents wait for others at most, to be told of in one call. */
    static final Duration GATHERING = Duration.ofSeconds(3);
    /** By which clocks are wrong, and must do no harm. */
    static final Duration SKEW = Duration.ofSeconds(3);
    /** Of what is said about one thing with that much time in between everybody knows the order. */
    static final Duration IN_ORDER = SKEW.multipliedBy(2).plusSeconds(1);
    /** By which the clock is wrong of a Nightcall that must take no work. */
    static final Duration FAR_OFF = Duration.ofMinutes(-10);
    private static final List<String> PAIR = List.of("engineer4", "engineer5");
    private static final int ENGINEERS = 6;
    private static final int SYSTEMS = 8;
    static final List<String> HOSTS = List.of("web", "db", "mail");
    static final List<String> SERVICES = List.of("cpu", "disk");

    private ChaosPlan() {
    }

    static List<String> systems() {
        return IntStream.range(0, SYSTEMS).mapToObj(n -> "system" + n).toList();
    }

    /** The telephone of each engineer. */
    static Map<String, String> phones() {
        Map<String, String> phones = new LinkedHashMap<>();
        IntStream.range(0, ENGINEERS).forEach(n -> phones.put("engineer" + n, "+8190000003%02d".formatted(n)));
        return phones;
    }

    static String yaml() {
        return "timezone: Asia/Tokyo\nlanguage: en-US\nengineers:\n"
                + phones().entrySet().stream().map(phone -> "  %s: {name: E, phones: [{number: \"%s\"}]}\n"
                        .formatted(phone.getKey(), phone.getValue())).collect(Collectors.joining())
                + """
                teams:
                  pair: %s
                policies:
                """.formatted(PAIR)
                + IntStream.range(0, SYSTEMS).mapToObj(ChaosPlan::policy).collect(Collectors.joining())
                + "rules:\n"
                + systems().stream().skip(1).map(system -> "  - {match: {system: %s}, policy: of-%s}\n".formatted(system, system))
                        .collect(Collectors.joining());
    }

    private static String policy(int n) {
        return """
                  %1$s:
                    groupWait: 1s
                    ackTimeout: %2$s
                    rounds: 2
                    pause: %4$ds
                    steps:
                      - {recipients: ["call:%5$s"], wait: %3$ds}
                      - {recipients: ["call:%6$s", "direct:notify-log"], wait: %3$ds, attempts: %7$d}
                    fallback: ["direct:notify-log"]
                """.formatted(n == 0 ? "default" : "of-system" + n, n % 2 == 0 ? "40s" : "10m", WAIT.toSeconds(),
                PAUSE.toSeconds(), "engineer" + n % ENGINEERS, second(n), attempts(n));
    }

    private static String second(int n) {
        return n % 3 == 0 ? "pair" : "engineer" + (n + 3) % ENGINEERS;
    }

    private static int attempts(int n) {
        return 1 + n % 2;
    }

    /** Whom the steps of a system's policy phone. */
    static Set<String> engineers(String system) {
        int n = systems().indexOf(system);
        Set<String> engineers = new TreeSet<>(second(n).equals("pair") ? PAIR : List.of(second(n)));
        engineers.add("engineer" + n % ENGINEERS);
        return engineers;
    }

    /** How long a round of a system's policy takes at most. */
    static Duration round(String system) {
        return WAIT.multipliedBy(1 + attempts(systems().indexOf(system)));
    }
}
