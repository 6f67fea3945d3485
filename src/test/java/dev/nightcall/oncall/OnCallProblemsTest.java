package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static dev.nightcall.oncall.Plans.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Everything that can be wrong in oncall.yaml, and what it is told: file, line, path, and what to write instead. */
class OnCallProblemsTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource({"shapes", "references", "keys"})
    void namesFileLineAndPath(String right, String wrong, List<String> problems) {
        assertThat(PLAN).as("the text to spoil").contains(right);

        assertThat(problemsOf(PLAN.replace(right, wrong))).isEqualTo(problems);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                wrong("timezone: Asia/Tokyo\n", "\n", "X"),
                wrong("timezone: Asia/Tokyo", "timezone: 9", "X"),
                wrong("language: ja-JP", "language: no", "X"),
                wrong("engineers:\n", "engineers: {}\nothers:\n", "X"),
                wrong("    name: 佐藤\n", "", "X"),
                wrong("name: 佐藤", "name: ' '", "X"),
                wrong("name: 佐藤", "name: 007", "X"),
                wrong("name: 佐藤", "nme: 佐藤", "X"),
                wrong("  sato:\n", "  sato.a:\n", "X"),
                wrong("phones:\n      - number: \"+819012345678\"", "phones: []", "X"),
                wrong("phones:\n      - number: \"+819012345678\"", "phones:", "X"),
                wrong("- number: \"+819012345678\"", "- \"+819012345678\"", "X"),
                wrong("\"+819012345678\"", "+819012345678", "X"),
                wrong("\"+819012345678\"", "\"09012345678\"", "X"),
                wrong("\"+819012345678\"", "\"+81 90 1234 5678\"", "X"),
                wrong("{number: \"+81312345678\"}", "{number: \"+818012345678\"}", "X"),
                wrong("{number: \"+81312345678\"}", "{number: \"+81312345678\", when: office}", "X"),
                wrong("teams:\n", "calendars:\n  office: {days: business}\nteams:\n", "X"),
                wrong("[suzuki, sato]", "[]", "X"),
                wrong("[suzuki, sato]", "[sato, sato]", "X"),
                wrong("[suzuki, sato]", "sato", "X"),
                wrong("[suzuki, sato]", "[1, sato]", "X"),
                wrong("  default:\n", "  standard:\n", "X"),
                wrong("groupWait: 10s", "groupwait: 10s", "X"),
                wrong("groupWait: 10s", "groupWait: 10", "X"),
                wrong("groupWait: 10s", "groupWait: 10 s", "X"),
                wrong("groupWait: 10s", "ackTimeout: 0m", "X"),
                wrong("groupWait: 10s", "pause: 1d", "X"),
                wrong("wait: 90s", "wait: -1s", "X"),
                wrong("wait: 90s", "wait: 1:30", "X"),
                wrong("rounds: 2", "rounds: 0", "X"),
                wrong("rounds: 2", "rounds: 101", "X"),
                wrong("rounds: 2", "rounds: two", "X"),
                wrong("rounds: 2", "rounds: 2.5", "X"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {steps: []}", "X"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {rounds: 1}", "X"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {steps: [{wait: 1m}]}", "X"),
                wrong("[\"call:sato\", \"call:web\"]", "[]", "X"),
                wrong("[\"call:sato\", \"call:web\"]", "call:sato", "X"),
                wrong("[direct:notify-log]", "[notify-log]", "X"),
                wrong("[direct:notify-log]", "[direct:]", "X"),
                wrong("[direct:notify-log]", "[direct: notify-log]", "X"),
                wrong("[direct:notify-log]", "[direct:notify-log, direct:notify-log]", "X"),
                wrong("{system: XYZ, severity: [warning, info]}", "{}", "X"),
                wrong("{system: XYZ, severity: [warning, info]}", "{sytem: XYZ}", "X"),
                wrong("{system: XYZ, severity: [warning, info]}", "{system: 42}", "X"),
                wrong("severity: [warning, info]", "severity: fatal", "X"),
                wrong("severity: [warning, info]", "severity: [warning, Info]", "X"),
                wrong("severity: [warning, info]", "severity: []", "X"),
                wrong("severity: [warning, info]", "labels: {team: yes}", "X"),
                wrong("severity: [warning, info]", "labels: {}", "X"),
                wrong("    policy: gentle\n", "", "X"));
    }

    static Stream<Arguments> references() {
        return Stream.of(
                wrong("Asia/Tokyo", "Asia/Tokio", "X"),
                wrong("Asia/Tokyo", "+09:00", "X"),
                wrong("language: ja-JP", "language: jp-JP", "X"),
                wrong("language: en-US", "language: en_US", "X"),
                wrong("language: en-US", "language: en-UK", "X"),
                wrong("[suzuki, sato]", "[suzki, sato, web]", "X"),
                wrong("  web: [suzuki, sato]", "  web: [suzuki, sato]\n  sato: [suzuki]", "X"),
                wrong("\"call:web\"", "\"call:suzki\"", "X"),
                wrong("\"call:web\"", "\"call:nobody-like-that\"", "X"),
                wrong("fallback: [\"direct:notify-log\"]", "fallback: [\"direct:notify-log\", \"call:wep\"]", "X"),
                wrong("    policy: gentle", "    policy: gentel", "X"));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                wrong("language: ja-JP", "language: ja-JP\nlanguage: en-US", "X"),
                wrong("  suzuki: {", "  sato: {", "X"),
                wrong("    rounds: 2\n", "    rounds: 2\n    rounds: 4\n", "X"),
                wrong("  web: [", "  ? [a, b]\n  : [sato]\n  web: [", "X"));
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheFile() {
        String yaml = PLAN.replace("Asia/Tokyo", "Tokyo").replace("rounds: 2", "rounds: 0")
                .replace("call:web", "call:wbe").replace("+81312345678", "0312345678") + "schedules: {}\n";

        assertThat(problemsOf(yaml)).containsExactly("X");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenYaml(String yaml, String problem) {
        assertThat(problemsOf(yaml)).containsExactly(problem);
    }

    static Stream<Arguments> brokenYaml() {
        return Stream.of(
                arguments("timezone: Asia/Tokyo\nteams: [a, b\npolicies: {}\n", "X"),
                arguments("a:\n\tb: 1\n", "X"),
                arguments("a: 1\n b: 2\n", "X"),
                arguments("a: *nobody\n", "X"),
                arguments("a: 1\n---\nb: 2\n", "X"),
                arguments("a: 1\nb: \u0007\n", "X"),
                arguments("a: &a [*a]\n", "X"),
                arguments("a: &a {b: *a}\n", "X"),
                arguments(unfolding(), "X"),
                arguments("a: " + "[".repeat(60) + "]".repeat(60), "X"),
                arguments("a: " + "x".repeat(YamlDocument.MAX_BYTES), "X"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotEvenAMapping(String yaml, List<String> problems) {
        assertThat(problemsOf(yaml)).isEqualTo(problems);
    }

    static Stream<Arguments> whatIsNotEvenAMapping() {
        return Stream.of(
                arguments("", List.of("X")),
                arguments("# nothing\n", List.of("X")),
                arguments("\nhello\n", List.of("X")),
                arguments("[]", List.of("X")));
    }

    /** 2^20 nodes from forty aliases. */
    private static String unfolding() {
        StringBuilder yaml = new StringBuilder("x0: &x0 [1]\n");
        for (int i = 1; i <= 20; i++) {
            yaml.append("x").append(i).append(": &x").append(i).append(" [*x").append(i - 1).append(", *x")
                    .append(i - 1).append("]\n");
        }
        return yaml.toString();
    }

    private static Arguments wrong(String right, String wrong, String... problems) {
        return arguments(right, wrong, List.of(problems));
    }

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml)).problems();
    }
}
