package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static dev.nightcall.oncall.Plans.PLAN;
import static dev.nightcall.oncall.Plans.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Which policy is for which alert at which time, what shares an incident, and what is a consequence of what. */
class PolicyTest {

    private static final String CALENDARS = """
            calendars:
              tokyo: {hours: "09:00-18:00"}
              new-york: {hours: "01:30-02:30", timezone: America/New_York}
              london: {days: sun, hours: "01:00-03:00", timezone: Europe/London}
              utc: {hours: "22:00-06:00", timezone: UTC}
            """;

    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource({
        "'{host: {regex: \"web[0-9]+\"}}', web12, true",
        "'{host: {regex: \"web[0-9]+\"}}', web12b, false",
        "'{host: {regex: \"web[0-9]+\"}}', myweb1, false",
        "'{host: {regex: \"(?i)WEB.*\"}}', web, true",
        "'{host: {regex: \".*\"}}', '', true",
        "'{host: [db1, \"web*\"]}', web9, true",
        "'{host: [db1, {regex: \"w.b\"}]}', wxb, true",
        "'{host: [db1, {regex: \"w.b\"}]}', db2, false",
        "'{labels: {site: {regex: \"to.*|os.*\"}}}', any, true",
        "'{labels: {site: {regex: \"to.*\"}}}', any, false",
        "'{labels: {rack: {regex: \".*\"}}}', any, false",
        "'{labels: {site: [tokyo, osaka]}}', any, true",
    })
    void textsMayBeListsAndRegularExpressions(String match, String host, boolean matches) {
        OnCall plan = Plans.planWithRules("  - {match: " + match + ", policy: gentle}\n");

        assertThat(plan.policyFor(alert("XYZ", host, "s", Severity.ERROR, Map.of("site", "osaka")), Instant.EPOCH).name())
                .isEqualTo(matches ? "gentle" : "default");
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "tokyo, 2026-11-22T08:59:59+09:00, false",
        "tokyo, 2026-11-22T09:00:00+09:00, true",
        "tokyo, 2026-11-22T18:00:00+09:00, false",
        // Clocks are put forward: 2:30 does not exist, the span ends at 3:00.
        "new-york, 2026-03-08T01:45:00-05:00, true",
        "new-york, 2026-03-08T03:00:00-04:00, false",
        // Clocks are put back: it begins at the first 1:30 and ends at the only 2:30.
        "new-york, 2026-11-01T01:30:00-04:00, true",
        "new-york, 2026-11-01T01:10:00-05:00, true",
        "new-york, 2026-11-01T02:30:00-05:00, false",
        "london, 2026-03-29T00:59:00Z, false",
        "london, 2026-03-29T02:00:00+01:00, true",
        "london, 2026-10-25T01:30:00+01:00, true",
        "london, 2026-10-25T03:00:00Z, false",
        "utc, 2026-11-22T22:00:00Z, true",
        "utc, 2026-11-23T06:00:00Z, false",
    })
    void aRuleMayHoldInACalendarOnly(String calendar, String at, boolean holds) {
        OnCall plan = Plans.plan(CALENDARS + PLAN.substring(0, PLAN.indexOf("rules:"))
                + "rules:\n  - {match: {system: XYZ}, when: " + calendar + ", policy: gentle}\n");

        assertThat(plan.policyFor(alert("XYZ", "", "", Severity.ERROR, Map.of()), OffsetDateTime.parse(at).toInstant()).name())
                .isEqualTo(holds ? "gentle" : "default");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void namesGroups(String groupBy, String name) {
        OnCall plan = Plans.plan(PLAN.replace("groupWait: 10s", "groupBy: " + groupBy));

        assertThat(plan.groupOf(alert("XYZ", "web 1", "", Severity.CRITICAL, Map.of("site", "to\"kyo")), Instant.EPOCH))
                .isEqualTo(name);
    }

    static Stream<Arguments> namesGroups() {
        return Stream.of(arguments("[system]", "XYZ"), arguments("[]", "all alerts"),
                arguments("[system, host]", "system=XYZ host=\"web 1\""), arguments("[service]", "service=\"\""),
                arguments("[labels.site, labels.rack]", "labels.site=\"to\\\"kyo\" labels.rack=\"\""));
    }

    @Test
    void aLongGroupNameIsCutAndStaysDifferent() {
        OnCall plan = Plans.plan(PLAN.replace("groupWait: 10s", "groupBy: [host]"));

        String one = plan.groupOf(alert("XYZ", "h".repeat(900) + "1", "", Severity.CRITICAL, Map.of()), Instant.EPOCH);
        String other = plan.groupOf(alert("XYZ", "h".repeat(900) + "2", "", Severity.CRITICAL, Map.of()), Instant.EPOCH);

        assertThat(one).hasSizeLessThan(250).isNotEqualTo(other);
    }

    @Test
    void readsWhatAPolicyMaySay() {
        Policy policy = Plans.plan(PLAN.replace("groupWait: 10s", "{groupBy: [host], callFrom: error, ringLimit: 20s}")
                .replace("{groupBy: [host], callFrom: error, ringLimit: 20s}",
                        "groupBy: [host]\n    callFrom: error\n    ringLimit: 20s")
                .replace("wait: 90s", "wait: 90s\n        attempts: 2")).policies().iterator().next();

        assertThat(policy.groupBy()).containsExactly("host");
        assertThat(policy.callFrom()).isEqualTo(Severity.ERROR);
        assertThat(policy.ringLimit()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.steps()).extracting(Step::attempts).containsExactly(2, 1);
    }

    /** Incidents that were opened by an older Nightcall keep their copies. */
    @Test
    void aCopyThatKnowsNothingNewIsRead() throws Exception {
        ObjectMapper json = Json.mapper();
        Policy old = json.readValue("""
                {"name": "p", "groupWait": "PT5S", "ackTimeout": "PT1H", "rounds": 2, "pause": "PT10M",
                 "steps": [{"recipients": ["call:sato"], "wait": "PT3M"}], "fallback": []}""", Policy.class);

        assertThat(old.groupBy()).containsExactly("system");
        assertThat(old.callFrom()).isEqualTo(Severity.INFO);
        assertThat(old.ringLimit()).isNull();
        assertThat(old.steps()).extracting(Step::attempts).containsExactly(1);
        assertThat(json.readValue(json.writeValueAsString(old), Policy.class)).isEqualTo(old);
    }

    @Test
    void aConsequenceFindsItsCauseWhereTheyAreEqual() {
        OnCall plan = Plans.plan(PLAN + """
                dependencies:
                  - {match: {system: web}, dependsOn: network}
                  - {match: {labels: {role: [server, desk]}}, dependsOn: {labels: {role: switch}}, equal: [labels.site]}
                """);
        Alert network = alert("network", "router", "", Severity.ERROR, Map.of());
        Alert web = alert("web", "web1", "", Severity.ERROR, Map.of());
        Alert sw = labelled("switch", "tokyo");

        assertThat(plan.causesOf(web)).isEqualTo(plan.asCause(network)).hasSize(1);
        assertThat(plan.causesOf(labelled("server", "tokyo"))).isEqualTo(plan.asCause(sw)).hasSize(1);
        assertThat(plan.causesOf(labelled("desk", "osaka"))).isNotEqualTo(plan.asCause(sw)).hasSize(1);
        assertThat(plan.causesOf(network)).isEmpty();
        assertThat(plan.asCause(web)).isEmpty();
    }

    private static Alert labelled(String role, String site) {
        return alert("any", role, "", Severity.ERROR, Map.of("role", role, "site", site));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void problems(String spoilt, String... problems) {
        OnCallException refused = catchThrowableOfType(OnCallException.class, () -> Plans.plan(spoilt));

        assertThat(refused).as("the plan is refused").isNotNull();
        assertThat(refused.getMessage().lines().map(line -> line.replace(Plans.FILE + ":", ""))).containsExactly(problems);
    }

    static Stream<Arguments> problems() {
        String rules = PLAN.substring(0, PLAN.indexOf("rules:"));
        return Stream.of(
                wrong(PLAN.replace("groupWait: 10s", "groupBy: [hosts]"),
                        "13: /policies/default/groupBy/0: must be system, host, service or labels.NAME (did you mean host?)"),
                wrong(PLAN.replace("groupWait: 10s", "callFrom: high"),
                        "13: /policies/default/callFrom: must be critical, error, warning or info"),
                wrong(PLAN.replace("groupWait: 10s", "ringLimit: 90s"), "13: /policies/default/ringLimit: must be from 5s to 60s"),
                wrong(PLAN.replace("groupWait: 10s", "ringLimit: 1s"), "13: /policies/default/ringLimit: must be from 5s to 60s"),
                wrong(PLAN.replace("wait: 90s", "attempts: 9"),
                        "17: /policies/default/steps/0/attempts: must be a whole number from 1 to 5"),
                wrong(PLAN + "catchAll: [\"call:bos\"]\n", "24: /catchAll/0: call:bos names no engineer, team or schedule"),
                wrong(rules + "rules:\n  - {match: {host: {regex: \"web[\"}}, policy: gentle}\n",
                        "22: /rules/0/match/host/regex: is no regular expression of RE2: missing closing ] at ["),
                wrong(rules + "rules:\n  - {match: {labels: {a: [x, {regex: \"(\"}]}}, policy: gentle}\n",
                        "22: /rules/0/match/labels/a/1/regex: is no regular expression of RE2: missing closing ) at ("),
                wrong(rules + "rules:\n  - {match: {host: []}, policy: gentle}\n",
                        "22: /rules/0/match/host: must not be empty"),
                wrong(rules + "rules:\n  - {match: {host: {regexp: x}}, policy: gentle}\n",
                        "22: /rules/0/match/host: regex is missing",
                        "22: /rules/0/match/host/regexp: unknown key (did you mean regex?)"),
                wrong(rules + "rules:\n  - {match: {system: a}, policy: gentle, when: nights}\n",
                        "22: /rules/0/when: nights is no calendar"),
                wrong(PLAN + "dependencies:\n  - {match: {system: a}, dependsOn: a}\n",
                        "25: /dependencies/0/dependsOn: leads back to its own match"),
                wrong(PLAN + """
                        dependencies:
                          - {match: {system: a}, dependsOn: b}
                          - {match: {system: b}, dependsOn: {system: c}}
                          - {match: {system: [c, d]}, dependsOn: a}
                        """, "25: /dependencies/0/dependsOn: leads back to its own match",
                        "26: /dependencies/1/dependsOn: leads back to its own match",
                        "27: /dependencies/2/dependsOn: leads back to its own match"),
                wrong(PLAN + "dependencies:\n  - {match: {labels: {r: \"a*\"}}, dependsOn: {labels: {r: ab}}}\n",
                        "25: /dependencies/0/dependsOn: leads back to its own match"),
                wrong(PLAN + "dependencies:\n  - {match: {system: a}, dependsOn: {host: {regex: \"*\"}}}\n",
                        "25: /dependencies/0/dependsOn/host/regex: is no regular expression of RE2: missing argument to "
                                + "repetition operator at *"),
                wrong(PLAN + "dependencies:\n  - {match: {system: a}, dependsOn: [b], equal: [site]}\n",
                        "25: /dependencies/0/dependsOn: must be a mapping of what an alert must have",
                        "25: /dependencies/0/equal/0: must be system, host, service or labels.NAME"));
    }

    private static Arguments wrong(String spoilt, String... problems) {
        return arguments(spoilt, problems);
    }

    @Test
    void whatDiffersAnywhereLeadsNowhere() {
        OnCall plan = Plans.plan(PLAN + """
                dependencies:
                  - {match: {system: a, host: x}, dependsOn: {system: a, host: y}}
                  - {match: {system: b}, dependsOn: {labels: {role: network}}}
                  - {match: {system: "shop*"}, dependsOn: {system: "net*"}}
                  - {match: {system: {regex: "web.*"}}, dependsOn: {system: {regex: "db.*"}}}
                """);

        assertThat(plan.hasDependencies()).isTrue();
    }

    @Test
    void aStarThatIsMeantLiterallyIsWarnedOf() {
        assertThat(Plans.planWithRules("  - {match: {host: [\"*-db\", \"web*\"], labels: {a: \"x*y\", b: {regex: \".*a\"}}}, policy: gentle}\n")
                .warnings()).containsExactly(
                "oncall.yaml:22: /rules/0/match/host/0: *-db is meant literally; a * stands for anything only at the end, "
                        + "and {regex: …} says more",
                "oncall.yaml:22: /rules/0/match/labels/a: x*y is meant literally; a * stands for anything only at the end, "
                        + "and {regex: …} says more");
    }

    @Test
    void aStepThatPhonesNobodyIsNotRepeated() {
        assertThat(new Step(List.of("direct:a"), 3, Duration.ofMinutes(1)).attempts()).isEqualTo(1);
    }
}
