package dev.nightcall.oncall;

import dev.nightcall.yaml.YamlDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static dev.nightcall.oncall.Plans.PLAN;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Everything that can be wrong in oncall.yaml, and what it is told: file, line, path, and what to write instead. */
class OnCallProblemsTest {

    private static final String NUMBER = "must be a telephone number in quotes, such as \"+12025550100\"";
    private static final String NATIONAL = "is a national number, and there is no country at the top of the file to say of "
            + "which country; or write it in E.164, such as +12025550100";
    private static final String DURATION = "must be a duration above zero, such as 30s, 3m or 1h";
    private static final String RECIPIENT = "must be call:NAME, or a Camel endpoint URI such as direct:notify-log";
    private static final String CHANNEL = "must be a Camel endpoint URI other than call:, such as direct:notify-slack, or a "
            + "mapping with recipient and on";
    private static final String TEXT = "must be text, in quotes if it looks like a number or like yes or no";
    private static final String NOBODY = "names no engineer, team or schedule";
    private static final String NO_MAPPING = "/: must be a mapping with timezone, engineers and policies";

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource({"shapes", "references", "keys"})
    void namesFileLineAndPath(String right, String wrong, List<String> problems) {
        assertThat(PLAN).as("the text to spoil").contains(right);

        assertThat(problemsOf(PLAN.replace(right, wrong))).isEqualTo(problems);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                wrong("timezone: Asia/Tokyo\n", "\n", "2: /: timezone is missing"),
                wrong("timezone: Asia/Tokyo", "timezone: 9",
                        "1: /timezone: must be an IANA time zone such as Asia/Tokyo"),
                wrong("language: ja-JP", "language: no",
                        "2: /language: must be a language as text, such as ja-JP or en-US"),
                wrong("engineers:\n", "engineers: {}\nothers:\n",
                        "3: /engineers: must not be empty",
                        "4: /others: unknown key",
                        "11: /teams/web/0: suzuki is no engineer",
                        "11: /teams/web/1: sato is no engineer",
                        "17: /policies/default/steps/0/recipients/0: call:sato " + NOBODY,
                        "21: /policies/gentle/steps/0/recipients/0: call:suzuki " + NOBODY),
                wrong("    name: 佐藤\n", "", "4: /engineers/sato: name is missing"),
                wrong("name: 佐藤", "name: ' '",
                        "5: /engineers/sato/name: must be a name, in quotes if it looks like a number"),
                wrong("name: 佐藤", "name: 007",
                        "5: /engineers/sato/name: must be a name, in quotes if it looks like a number"),
                wrong("name: 佐藤", "nme: 佐藤",
                        "4: /engineers/sato: name is missing",
                        "5: /engineers/sato/nme: unknown key (did you mean name?)"),
                wrong("  sato:\n", "  sato.a:\n",
                        "4: /engineers/sato.a: must be a name of letters, digits, _ and -",
                        "10: /teams/web/1: sato is no engineer (did you mean sato.a?)",
                        "16: /policies/default/steps/0/recipients/0: call:sato " + NOBODY + " (did you mean sato.a?)"),
                wrong("phones:\n      - number: \"+819012345678\"", "phones: []",
                        "6: /engineers/sato/phones: must not be empty"),
                wrong("phones:\n      - number: \"+819012345678\"", "phones:",
                        "6: /engineers/sato/phones: must be a list of phones"),
                wrong("- number: \"+819012345678\"", "- \"+819012345678\"",
                        "7: /engineers/sato/phones/0: must be a mapping with number"),
                wrong("\"+819012345678\"", "+819012345678", "7: /engineers/sato/phones/0/number: " + NUMBER),
                wrong("\"+819012345678\"", "\"09012345678\"", "7: /engineers/sato/phones/0/number: " + NATIONAL),
                wrong("\"+819012345678\"", "\"+819012345678\\n\"", "7: /engineers/sato/phones/0/number: " + NUMBER),
                wrong("{number: \"+81312345678\"}", "{number: \"+818012345678\"}",
                        "8: /engineers/suzuki/phones: must not name anything twice"),
                wrong("{number: \"+81312345678\"}", "{number: \"+81312345678\", when: office}",
                        "8: /engineers/suzuki/phones/1/when: office is no calendar"),
                wrong("[suzuki, sato]", "[]", "10: /teams/web: must not be empty"),
                wrong("[suzuki, sato]", "[sato, sato]", "10: /teams/web: must not name anything twice"),
                wrong("[suzuki, sato]", "sato", "10: /teams/web: must be a list of engineers' ids"),
                wrong("[suzuki, sato]", "[1, sato]", "10: /teams/web/0: must be an engineer's id"),
                wrong("  default:\n", "  standard:\n", "11: /policies: default is missing"),
                wrong("gentle: {", "gentle: {channels: [\"call:sato\"], ", "20: /policies/gentle/channels/0: " + CHANNEL),
                wrong("gentle: {", "gentle: {channels: [{recipient: \"call:sato\"}], ",
                        "20: /policies/gentle/channels/0/recipient: must be a Camel endpoint URI other than call:, such as "
                                + "direct:notify-slack"),
                wrong("gentle: {", "gentle: {channels: [{recipient: \"direct:x\", on: [open]}], ",
                        "20: /policies/gentle/channels/0/on/0: must be opened, escalated, acknowledged, joined, resolved or exhausted"
                                + " (did you mean opened?)"),
                wrong("gentle: {", "gentle: {channels: [{recipient: \"direct:x\", on: []}], ",
                        "20: /policies/gentle/channels/0/on: must not be empty"),
                wrong("gentle: {", "gentle: {channels: [{on: [opened]}], ", "20: /policies/gentle/channels/0: recipient is missing"),
                wrong("groupWait: 10s", "groupwait: 10s",
                        "13: /policies/default/groupwait: unknown key (did you mean groupWait?)"),
                wrong("groupWait: 10s", "groupWait: 10",
                        "13: /policies/default/groupWait: must be a duration such as 5s; 0s calls at once"),
                wrong("groupWait: 10s", "groupWait: 10 s",
                        "13: /policies/default/groupWait: must be a duration such as 5s; 0s calls at once"),
                wrong("groupWait: 10s", "ackTimeout: 0m", "13: /policies/default/ackTimeout: " + DURATION),
                wrong("groupWait: 10s", "pause: 1d", "13: /policies/default/pause: " + DURATION),
                wrong("wait: 90s", "wait: -1s", "17: /policies/default/steps/0/wait: " + DURATION),
                wrong("wait: 90s", "wait: 1:30", "17: /policies/default/steps/0/wait: " + DURATION),
                wrong("rounds: 2", "rounds: 0", "14: /policies/default/rounds: must be a whole number from 1 to 100"),
                wrong("rounds: 2", "rounds: 101",
                        "14: /policies/default/rounds: must be a whole number from 1 to 100"),
                wrong("rounds: 2", "rounds: two",
                        "14: /policies/default/rounds: must be a whole number from 1 to 100"),
                wrong("rounds: 2", "rounds: 2.5",
                        "14: /policies/default/rounds: must be a whole number from 1 to 100"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {steps: []}",
                        "20: /policies/gentle/steps: must not be empty"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {rounds: 1}",
                        "20: /policies/gentle: steps is missing"),
                wrong("gentle: {steps: [{recipients: [\"call:suzuki\"]}]}", "gentle: {steps: [{wait: 1m}]}",
                        "20: /policies/gentle/steps/0: recipients is missing"),
                wrong("[\"call:sato\", \"call:web\"]", "[]",
                        "16: /policies/default/steps/0/recipients: must not be empty"),
                wrong("[\"call:sato\", \"call:web\"]", "call:sato",
                        "16: /policies/default/steps/0/recipients: must be a list of recipients"),
                wrong("[direct:notify-log]", "[notify-log]",
                        "18: /policies/default/steps/1/recipients/0: " + RECIPIENT),
                wrong("[direct:notify-log]", "[direct:]", "18: /policies/default/steps/1/recipients/0: " + RECIPIENT),
                wrong("[direct:notify-log]", "[direct: notify-log]",
                        "18: /policies/default/steps/1/recipients/0: " + RECIPIENT),
                wrong("[direct:notify-log]", "[direct:notify-log, direct:notify-log]",
                        "18: /policies/default/steps/1/recipients: must not name anything twice"),
                wrong("{system: XYZ, severity: [warning, info]}", "{}", "22: /rules/0/match: must not be empty"),
                wrong("{system: XYZ, severity: [warning, info]}", "{sytem: XYZ}",
                        "22: /rules/0/match/sytem: unknown key (did you mean system?)"),
                wrong("{system: XYZ, severity: [warning, info]}", "{system: 42}",
                        "22: /rules/0/match/system: " + TEXT),
                wrong("severity: [warning, info]", "severity: fatal",
                        "22: /rules/0/match/severity: must be critical, error, warning or info"),
                wrong("severity: [warning, info]", "severity: [warning, Info]",
                        "22: /rules/0/match/severity/1: must be critical, error, warning or info (did you mean info?)"),
                wrong("severity: [warning, info]", "severity: []", "22: /rules/0/match/severity: must not be empty"),
                wrong("severity: [warning, info]", "labels: {team: yes}", "22: /rules/0/match/labels/team: " + TEXT),
                wrong("severity: [warning, info]", "labels: {}", "22: /rules/0/match/labels: must not be empty"),
                wrong("    policy: gentle\n", "", "22: /rules/0: policy is missing"));
    }

    static Stream<Arguments> references() {
        return Stream.of(
                wrong("Asia/Tokyo", "Asia/Tokio",
                        "1: /timezone: Asia/Tokio is no IANA time zone (did you mean Asia/Tokyo?)"),
                wrong("Asia/Tokyo", "+09:00", "1: /timezone: +09:00 is no IANA time zone"),
                wrong("language: ja-JP", "language: jp-JP",
                        "2: /language: jp-JP is no language; write it as ja-JP or en-US"),
                wrong("language: en-US", "language: en_US",
                        "8: /engineers/suzuki/language: en_US is no language; write it as ja-JP or en-US"),
                wrong("language: en-US", "language: en-UK",
                        "8: /engineers/suzuki/language: en-UK is no language; write it as ja-JP or en-US"),
                wrong("[suzuki, sato]", "[suzki, sato, web]",
                        "10: /teams/web/0: suzki is no engineer (did you mean suzuki?)",
                        "10: /teams/web/2: web is no engineer"),
                wrong("  web: [suzuki, sato]", "  web: [suzuki, sato]\n  sato: [suzuki]",
                        "11: /teams/sato: an engineer has the same name, so nobody could tell whom call:sato means"),
                wrong("\"call:web\"", "\"call:suzki\"",
                        "16: /policies/default/steps/0/recipients/1: call:suzki " + NOBODY + " (did you mean suzuki?)"),
                wrong("\"call:web\"", "\"call:nobody-like-that\"",
                        "16: /policies/default/steps/0/recipients/1: call:nobody-like-that " + NOBODY),
                wrong("fallback: [\"direct:notify-log\"]", "fallback: [\"direct:notify-log\", \"call:wep\"]",
                        "19: /policies/default/fallback/1: call:wep " + NOBODY + " (did you mean web?)"),
                wrong("    policy: gentle", "    policy: gentel",
                        "23: /rules/0/policy: gentel is no policy (did you mean gentle?)"));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                wrong("language: ja-JP", "language: ja-JP\nlanguage: en-US", "3: /language: is already on line 2"),
                wrong("  suzuki: {", "  sato: {",
                        "8: /engineers/sato: is already on line 4",
                        "10: /teams/web/0: suzuki is no engineer",
                        "20: /policies/gentle/steps/0/recipients/0: call:suzuki " + NOBODY),
                wrong("    rounds: 2\n", "    rounds: 2\n    rounds: 4\n",
                        "15: /policies/default/rounds: is already on line 14"),
                wrong("  web: [", "  ? [a, b]\n  : [sato]\n  web: [", "10: /teams: a key must be a single word"));
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheFile() {
        String yaml = PLAN.replace("Asia/Tokyo", "Tokyo").replace("rounds: 2", "rounds: 0")
                .replace("call:web", "call:wbe").replace("+81312345678", "0312345678") + "shifts: {}\n";

        assertThat(problemsOf(yaml)).containsExactly("1: /timezone: Tokyo is no IANA time zone",
                "8: /engineers/suzuki/phones/1/number: " + NATIONAL,
                "14: /policies/default/rounds: must be a whole number from 1 to 100",
                "16: /policies/default/steps/0/recipients/1: call:wbe " + NOBODY + " (did you mean web?)",
                "24: /shifts: unknown key");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void brokenYaml(String yaml, String problem) {
        assertThat(problemsOf(yaml)).containsExactly(problem);
    }

    static Stream<Arguments> brokenYaml() {
        return Stream.of(
                arguments("timezone: Asia/Tokyo\nteams: [a, b\npolicies: {}\n",
                        "3:9: while parsing a flow sequence: expected ',' or ']', but got :"),
                arguments("a:\n\tb: 1\n",
                        "2:1: begins with a tab; YAML is indented by spaces only"),
                arguments("a: 1\n b: 2\n", "2:3: mapping values are not allowed here"),
                arguments("a: *nobody\n", "1:4: found undefined alias nobody"),
                arguments("a: 1\n---\nb: 2\n",
                        "2:1: expected a single document in the stream: but found another document"),
                arguments("a: 1\nb: \u0007\n", "2:4: a control character that YAML does not allow"),
                arguments("a: &a [*a]\n", "1:4: unfolds to too much, or into itself"),
                arguments("a: &a {b: *a}\n", "1:4: unfolds to too much, or into itself"),
                arguments(unfolding(), "3:5: unfolds to too much, or into itself"),
                arguments("a: " + "[".repeat(60) + "]".repeat(60), "1:1: Nesting Depth exceeded max 50"),
                arguments("a: " + "x".repeat(YamlDocument.MAX_BYTES),
                        "1:1: is longer than 1048576 characters"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotEvenAMapping(String yaml, String problem) {
        assertThat(problemsOf(yaml)).containsExactly(problem);
    }

    static Stream<Arguments> whatIsNotEvenAMapping() {
        return Stream.of(
                arguments("", "1: " + NO_MAPPING),
                arguments("# nothing\n", "1: " + NO_MAPPING),
                arguments("\nhello\n", "2: " + NO_MAPPING),
                arguments("[]", "1: " + NO_MAPPING));
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
        return catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml)).problems().stream()
                .map(OnCallProblemsTest::withoutFile).toList();
    }

    private static String withoutFile(String problem) {
        assertThat(problem).startsWith(Plans.FILE + ":");
        return problem.substring(Plans.FILE.length() + 1);
    }

    /** One error for each cause, all at once, and the nearest name wherever there is one. */
    @Test
    void everyMisspeltWordIsToldOnceWithTheNearestOne() {
        assertThatExceptionOfType(OnCallException.class).isThrownBy(() -> OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                country: JX
                engineers: {sato: {name: S, phones: [{number: "090-1234-5678", when: offce}]}}
                calendars: {office: {days: busines}}
                teams: {web: [sato]}
                schedules: {primary: {layers: [{participants: [webb], rotation: weekli, start: 2026-11-02T09:00}]}}
                policies: {default: {callFrom: crit, steps: [{recipients: ["call:web"]}], channels: [{recipient: "log:x", on: [opend]}]}}
                rules: [{match: {severity: criticl}, policy: defalt}]
                """)).satisfies(e -> assertThat(e.problems().stream().map(line -> line.replaceAll("must be .* \\(did", "must be … (did")).toList())
                .containsExactly(
                        "oncall.yaml:2: /country: JX is no country's ISO code",
                        "oncall.yaml:3: /engineers/sato/phones/0/when: offce is no calendar (did you mean office?)",
                        "oncall.yaml:4: /calendars/office/days: must be … (did you mean business?)",
                        "oncall.yaml:6: /schedules/primary/layers/0/participants/0: webb is no engineer or team (did you mean web?)",
                        "oncall.yaml:6: /schedules/primary/layers/0/rotation: must be … (did you mean weekly?)",
                        "oncall.yaml:7: /policies/default/callFrom: must be … (did you mean critical?)",
                        "oncall.yaml:7: /policies/default/channels/0/on/0: must be … (did you mean opened?)",
                        "oncall.yaml:8: /rules/0/match/severity: must be … (did you mean critical?)",
                        "oncall.yaml:8: /rules/0/policy: defalt is no policy (did you mean default?)"));
    }
}
