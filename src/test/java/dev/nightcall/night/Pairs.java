package dev.nightcall.night;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An {@code oncall.yaml} in which every system has two engineers of its own, called one after the other, so that many
 * escalations can be watched in one night without getting into each other's way.
 */
record Pairs(List<String> systems) {

    static Pairs of(String... systems) {
        return new Pairs(List.of(systems));
    }

    String yaml() {
        return "timezone: Asia/Tokyo\nlanguage: en-US\nengineers:\n"
                + lines(s -> "  %s-first: {name: A, phones: [{number: \"%s\"}]}\n  %s-second: {name: B, phones: [{number: \"%s\"}]}\n"
                        .formatted(s, first(s), s, second(s)))
                + "policies:\n  default: {steps: [{recipients: [\"call:%s-first\"], wait: 1m}]}\n".formatted(systems.get(0))
                + lines(s -> """
                          %s:
                            groupWait: 1s
                            rounds: 20
                            pause: 1s
                            steps:
                              - {recipients: ["call:%s-first"], wait: 1m}
                              - {recipients: ["call:%s-second"], wait: 1m}
                            fallback: ["direct:notify-log"]
                        """.formatted(s, s, s))
                + "rules:\n" + lines(s -> "  - {match: {system: %s}, policy: %s}\n".formatted(s, s));
    }

    String first(String system) {
        return "+8190000001%02d".formatted(2 * systems.indexOf(system));
    }

    String second(String system) {
        return "+8190000001%02d".formatted(2 * systems.indexOf(system) + 1);
    }

    List<String> numbers() {
        return systems.stream().flatMap(system -> Stream.of(first(system), second(system))).toList();
    }

    private String lines(java.util.function.UnaryOperator<String> line) {
        return IntStream.range(0, systems.size()).mapToObj(i -> line.apply(systems.get(i))).collect(Collectors.joining());
    }
}
