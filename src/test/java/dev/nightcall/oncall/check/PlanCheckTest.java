package dev.nightcall.oncall.check;

import dev.nightcall.oncall.Feeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is found in a plan before the night, and on which line. */
class PlanCheckTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

    private static final String PLAN = """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819012345678"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """;

    @Test
    void nothingIsToBeSaidAboutAPlanThatIsRight() {
        assertThat(check(PLAN)).isEqualTo(new Findings(List.of(), List.of()));
    }

    @Test
    void whatRefusesAPlanIsAnError() {
        Findings findings = check(PLAN.replace("call:sato", "call:satu").replace("Asia/Tokyo", "Asia/Tokio"));

        assertThat(findings.errors()).containsExactly(
                "plan.yaml:1: /timezone: Asia/Tokio is no IANA time zone (did you mean Asia/Tokyo?)",
                "plan.yaml:5: /policies/default/steps/0/recipients/0: call:satu names no engineer, team or schedule "
                        + "(did you mean sato?)");
    }

    @Test
    void textThatIsNoYamlIsAnError() {
        assertThat(check("{").errors()).singleElement().asString().startsWith("plan.yaml:1:2: ");
    }

    @Test
    void aNumberThatConnectMayNotDialIsAnError() {
        Findings findings = allowing("+8170, +1").check("plan.yaml", PLAN, Feeds.none());

        assertThat(findings.errors()).containsExactly("plan.yaml:3: /engineers/sato/phones/0/number: begins with none of "
                + "+8170, +1, which is all that nightcall.connect.allow-list lets Amazon Connect dial");
        assertThat(allowing("+1,+81").check("plan.yaml", PLAN, Feeds.none()).errors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"81", "+", "+0", "JP", "+81 +1", "+1234567890123456"})
    void anAllowListThatIsNoneIsRefused(String setting) {
        assertThatThrownBy(() -> AllowedNumbers.of(setting)).hasMessageContaining("nightcall.connect.allow-list: ");
    }

    @Test
    void aLanguageThatNobodySpeaksIsAWarning() {
        String yaml = PLAN.replaceFirst("timezone: Asia/Tokyo", "timezone: Asia/Tokyo\nlanguage: fr-FR");
        Findings findings = new PlanCheck(AllowedNumbers.of(""), recipient -> Optional.empty(),
                language -> Optional.of(language.toLanguageTag() + " is not spoken"), CLOCK).check("plan.yaml", yaml, Feeds.none());

        assertThat(findings.errors()).isEmpty();
        assertThat(findings.warnings()).singleElement().asString().endsWith("/engineers/sato: fr-FR is not spoken");
    }

    @Test
    void aRecipientWithoutARouteIsAnErrorWhereverItIs() {
        String yaml = PLAN.replace("{steps: [{recipients: [\"call:sato\"]}]}",
                "{steps: [{recipients: [\"call:sato\", \"direct:chat\"]}], fallback: [\"direct:chat\"],"
                        + " channels: [\"direct:chat\"]}");

        assertThat(new PlanCheck(AllowedNumbers.of(""),
                recipient -> Optional.of("no route reads it").filter(problem -> recipient.equals("direct:chat")),
                language -> Optional.empty(), CLOCK).check("plan.yaml", yaml, Feeds.none()).errors())
                .containsExactly("plan.yaml:5: /policies/default/channels/0: no route reads it",
                        "plan.yaml:5: /policies/default/fallback/0: no route reads it",
                        "plan.yaml:5: /policies/default/steps/0/recipients/1: no route reads it");
    }

    @Test
    void aPolicyThatCanNeverPhoneAnybodyIsAnErrorAndItsPeopleAWarning() {
        Findings findings = check("""
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: Sato, phones: [{number: "+819012345678"}], unavailable: [{from: 2026-01-01}]}
                  suzuki: {name: Suzuki, phones: [{number: "+819012345679"}]}
                schedules:
                  over: {layers: [{participants: [suzuki], rotation: daily, start: 2020-01-01T00:00, end: 2021-01-01T00:00}]}
                policies:
                  default: {steps: [{recipients: ["call:sato", "call:over", "direct:notify-log"]}]}
                """);

        assertThat(findings.errors()).containsExactly("plan.yaml:8: /policies/default: nobody whom it names can be phoned at "
                + "any time in the next year");
        assertThat(findings.warnings()).containsExactly(
                "plan.yaml:3: /engineers/sato: cannot be called at any time in the next year",
                "plan.yaml:8: /policies/default/steps/0: nobody whom it names can be phoned at any time in the next year");
    }

    @Test
    void aPolicyWithGapsAndAStepWithNobodyAreWarnings() {
        Findings findings = check("""
                timezone: Asia/Tokyo
                catchAll: ["call:boss"]
                engineers:
                  sato: {name: Sato, phones: [{number: "+819012345678"}], unavailable: [{from: 2026-12-01, to: 2026-12-02}]}
                  suzuki: {name: Suzuki, phones: [{number: "+819012345679"}], unavailable: [{from: 2026-01-01}]}
                  boss: {name: Boss, phones: [{number: "+819012345670"}]}
                policies:
                  default:
                    steps:
                      - {recipients: ["call:sato"]}
                      - {recipients: ["call:suzuki"]}
                  chat: {steps: [{recipients: ["direct:notify-log"]}]}
                rules:
                  - {match: {system: chat}, policy: chat}
                """);

        assertThat(findings.errors()).isEmpty();
        assertThat(findings.warnings()).containsExactly(
                "plan.yaml:5: /engineers/suzuki: cannot be called at any time in the next year",
                "plan.yaml:8: /policies/default: nobody whom it names can be phoned for 48 h of the next year, first "
                        + "Tue 2026-12-01 00:00 +09:00 to Thu 2026-12-03 00:00 +09:00, 48 h; then catchAll is called",
                "plan.yaml:11: /policies/default/steps/1: nobody whom it names can be phoned at any time in the next year",
                "plan.yaml:12: /policies/chat: phones nobody: it has channels only");
    }

    @Test
    void whatNothingLeadsToIsAWarning() {
        assertThat(check("""
                timezone: Asia/Tokyo
                calendars:
                  used: {hours: "09:00-18:00"}
                  part: {hours: "09:00-18:00"}
                  sum: {union: [part]}
                  unused: {hours: "09:00-18:00"}
                engineers:
                  by-team: {name: A, phones: [{number: "+819012345678", when: used}]}
                  by-turn: {name: B, phones: [{number: "+819012345679"}]}
                  by-override: {name: C, phones: [{number: "+819012345671"}]}
                  by-nobody: {name: D, phones: [{number: "+819012345672", when: sum}]}
                  by-unused-schedule: {name: E, phones: [{number: "+819012345673"}]}
                teams:
                  in-turn: [by-turn]
                  called: [by-team]
                  alone: [by-nobody]
                schedules:
                  primary:
                    layers: [{participants: [in-turn], rotation: daily, start: 2020-01-01T09:00}]
                    overrides: [{from: 2026-12-01T09:00, to: 2026-12-02T09:00, engineer: by-override, by: x, reason: y}]
                  forgotten:
                    layers: [{participants: [by-unused-schedule], rotation: daily, start: 2020-01-01T09:00}]
                policies:
                  default: {steps: [{recipients: ["call:primary"]}], fallback: ["call:called"]}
                  forgotten: {steps: [{recipients: ["call:primary"]}]}
                """).warnings()).containsExactly(
                "plan.yaml:6: /calendars/unused: is used nowhere",
                "plan.yaml:11: /engineers/by-nobody: is never called: no policy leads here",
                "plan.yaml:12: /engineers/by-unused-schedule: is never called: no policy leads here",
                "plan.yaml:16: /teams/alone: is called by no policy, and has no turn in a schedule",
                "plan.yaml:21: /schedules/forgotten: is called by no policy",
                "plan.yaml:25: /policies/forgotten: is the policy of no rule");
    }

    @ParameterizedTest
    @CsvSource({"0,0 h", "30,30 min", "60,1 h", "90,1 h 30 min", "6000,100 h"})
    void lengthsAreInHoursAndMinutes(int minutes, String text) {
        assertThat(new SpanText(ZoneOffset.UTC).length(Duration.ofMinutes(minutes))).isEqualTo(text);
    }

    private static PlanCheck allowing(String prefixes) {
        return new PlanCheck(AllowedNumbers.of(prefixes), recipient -> Optional.empty(), language -> Optional.empty(), CLOCK);
    }

    private static Findings check(String yaml) {
        return allowing("").check("plan.yaml", yaml, Feeds.none());
    }
}
