package dev.nightcall.night;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes an {@code oncall.yaml} in which every system has engineers of its own, so that tests do not meet. */
final class Plan {

    /** What fires again is called about again: tests say the same more than once, and do not wait. */
    private static final String DEFAULTS = "groupWait: 1s, rounds: 2, pause: 4s, ackTimeout: 60m, reopenWithin: 0s";
    private final Map<String, String> phones = new LinkedHashMap<>();
    private final List<String> policies = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    Plan() {
        policies.add("  default: {" + DEFAULTS + ", steps: [{recipients: [\"direct:notify-log\"], wait: 1m}]}");
    }

    /** A system whose engineers, SYSTEM-1, SYSTEM-2 …, are called one after the other. */
    Plan system(String system, int engineers) {
        return system(system, engineers, DEFAULTS);
    }

    /** @param options the policy's options but for steps and fallback, as in a YAML map */
    Plan system(String system, int engineers, String options) {
        List<String> steps = new ArrayList<>();
        for (int n = 1; n <= engineers; n++) {
            steps.add("{recipients: [\"call:" + engineer(system, n) + "\"], wait: 1m}");
        }
        return system(system, engineers, options, String.join(", ", steps));
    }

    Plan system(String system, int engineers, String options, String steps) {
        for (int n = 1; n <= engineers; n++) {
            phone(engineer(system, n));
        }
        policies.add("  " + system + ": {" + options + ", steps: [" + steps + "], fallback: [\"direct:notify-log\"]}");
        rules.add("  - {match: {system: " + system + "}, policy: " + system + "}");
        return this;
    }

    static String engineer(String system, int n) {
        return system + "-" + n;
    }

    Plan number(String engineer, String number) {
        phones.put(engineer, number);
        return this;
    }

    /** The number of an engineer, the same in every plan that names the engineers in the same order. */
    String phone(String engineer) {
        return phones.computeIfAbsent(engineer, e -> String.format("+8190%08d", phones.size() + 1));
    }

    String phone(String system, int n) {
        return phone(engineer(system, n));
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder("timezone: Asia/Tokyo\nlanguage: ja-JP\nengineers:\n");
        phones.forEach((engineer, number) -> yaml.append("  ").append(engineer).append(": {name: ").append(engineer)
                .append(", phones: [{number: \"").append(number).append("\"}]}\n"));
        yaml.append("policies:\n").append(String.join("\n", policies)).append("\nrules:\n").append(String.join("\n", rules));
        return yaml.append("\n").toString();
    }
}
