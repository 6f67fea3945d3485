package dev.nightcall.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who is called about what: few engineers and many systems, so that incidents meet on the lines. */
final class ChaosPlan {

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
                  pair: [engineer4, engineer5]
                policies:
                """
                + IntStream.range(0, SYSTEMS).mapToObj(ChaosPlan::policy).collect(Collectors.joining())
                + "rules:\n"
                + systems().stream().skip(1).map(system -> "  - {match: {system: %s}, policy: of-%s}\n".formatted(system, system))
                        .collect(Collectors.joining());
    }

    private static String policy(int n) {
        return """
                  %s:
                    groupWait: 1s
                    ackTimeout: %s
                    rounds: 2
                    pause: 3s
                    steps:
                      - {recipients: ["call:engineer%d"], wait: 15s}
                      - {recipients: [%s, "direct:notify-log"], wait: 15s, attempts: %d}
                    fallback: ["direct:notify-log"]
                """.formatted(n == 0 ? "default" : "of-system" + n, n % 2 == 0 ? "40s" : "10m", n % ENGINEERS,
                n % 3 == 0 ? "\"call:pair\"" : "\"call:engineer%d\"".formatted((n + 3) % ENGINEERS), 1 + n % 2);
    }
}
