package dev.nightcall.oncall;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Everything that can be wrong in a schedule, and what it is told: line, path, and what to write instead. */
class ScheduleProblemsTest {

    private static final String ROTATION = "must be daily, weekly, or a length above zero such as 12h, 3d or 2w";
    private static final String TIME = "must be a local date and time such as 2026-11-22T09:00";

    /** Line 12 of the plan and on. */
    private static final String SCHEDULE = """
            timezone: Europe/London
            layers:
              - participants: [sato, web]
                rotation: weekly
                start: 2026-03-23T09:00
            overrides:
              - from: 2026-03-29T00:30
                to: 2026-03-29T12:00
                engineer: tanaka
                insteadOf: suzuki
                by: sato
                reason: swap
            """;
    private static final String OVERRIDE = "/schedules/primary/overrides/0";

    @Test
    void isRightToBeginWith() {
        assertThat(Duties.schedule(SCHEDULE).overrides()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void namesLineAndPath(String right, String wrong, List<String> problems) {
        assertThat(SCHEDULE).as("the text to spoil").contains(right);

        assertThat(problemsOf(Duties.yaml(SCHEDULE.replace(right, wrong)))).isEqualTo(problems);
    }

    static Stream<Arguments> namesLineAndPath() {
        return Stream.of(
                wrong("Europe/London", "Europe/Lodnon",
                        "12: /schedules/primary/timezone: Europe/Lodnon is no IANA time zone (did you mean Europe/London?)"),
                wrong("layers:\n", "layer:\n",
                        "11: /schedules/primary: layers is missing",
                        "13: /schedules/primary/layer: unknown key (did you mean layers?)",
                        "21: " + OVERRIDE + "/insteadOf: suzuki is on no layer of this schedule"),
                wrong("[sato, web]", "[]",
                        "14: /schedules/primary/layers/0/participants: must not be empty",
                        "21: " + OVERRIDE + "/insteadOf: suzuki is on no layer of this schedule"),
                wrong("[sato, web]", "sato",
                        "14: /schedules/primary/layers/0/participants: must be a list of engineers' ids and teams' names",
                        "21: " + OVERRIDE + "/insteadOf: suzuki is on no layer of this schedule"),
                wrong("[sato, web]", "[sata, suzuki, primary]",
                        "14: /schedules/primary/layers/0/participants/0: sata is no engineer or team (did you mean sato?)",
                        "14: /schedules/primary/layers/0/participants/2: primary is no engineer or team"),
                wrong("    rotation: weekly\n", "", "14: /schedules/primary/layers/0: rotation is missing"),
                wrong("rotation: weekly", "rotation: 0h", "15: /schedules/primary/layers/0/rotation: " + ROTATION),
                wrong("rotation: weekly", "rotation: 00d", "15: /schedules/primary/layers/0/rotation: " + ROTATION),
                wrong("rotation: weekly", "rotation: 7", "15: /schedules/primary/layers/0/rotation: " + ROTATION),
                wrong("rotation: weekly", "rotation: 90m", "15: /schedules/primary/layers/0/rotation: " + ROTATION),
                wrong("rotation: weekly", "rotation: monthly", "15: /schedules/primary/layers/0/rotation: " + ROTATION),
                wrong("    start: 2026-03-23T09:00\n", "", "14: /schedules/primary/layers/0: start is missing"),
                wrong("2026-03-23T09:00", "2026-03-23", "16: /schedules/primary/layers/0/start: " + TIME),
                wrong("2026-03-23T09:00", "2026-03-23T09:00Z", "16: /schedules/primary/layers/0/start: " + TIME),
                wrong("2026-03-23T09:00", "2026-02-30T09:00",
                        "16: /schedules/primary/layers/0/start: 2026-02-30T09:00 is in no calendar or on no clock"),
                wrong("2026-03-23T09:00", "2026-03-23T24:30",
                        "16: /schedules/primary/layers/0/start: 2026-03-23T24:30 is in no calendar or on no clock"),
                wrong("rotation: weekly", "end: 2026-03-23T09:00\n    rotation: weekly",
                        "15: /schedules/primary/layers/0/end: must be after start"),
                wrong("rotation: weekly", "when: office\n    rotation: weekly",
                        "15: /schedules/primary/layers/0/when: office is no calendar"),
                wrong("to: 2026-03-29T12:00", "to: 2026-03-29T00:30", "19: " + OVERRIDE + "/to: must be after from"),
                // 1:30 does not exist on that day: it is 2:00, as is the end.
                wrong("from: 2026-03-29T00:30\n    to: 2026-03-29T12:00", "from: 2026-03-29T01:30\n    to: 2026-03-29T02:00",
                        "19: " + OVERRIDE + "/to: must be after from"),
                wrong("    by: sato\n", "", "18: " + OVERRIDE + ": by is missing"),
                wrong("    reason: swap\n", "", "18: " + OVERRIDE + ": reason is missing"),
                wrong("engineer: tanaka", "engineer: tanak",
                        "20: " + OVERRIDE + "/engineer: tanak is no engineer (did you mean tanaka?)"),
                wrong("engineer: tanaka", "engineer: web", "20: " + OVERRIDE + "/engineer: web is no engineer"),
                wrong("insteadOf: suzuki", "insteadOf: suzuk",
                        "21: " + OVERRIDE + "/insteadOf: suzuk is no engineer (did you mean suzuki?)"),
                wrong("insteadOf: suzuki", "insteadOf: tanaka",
                        "21: " + OVERRIDE + "/insteadOf: tanaka is on no layer of this schedule"));
    }

    @ParameterizedTest(name = "{0} {1} instead of {2}: {3}")
    @MethodSource
    void overridesThatContradictEachOther(String from, String to, String insteadOf, boolean wrong) {
        String second = "  - {from: 2026-03-%s, to: 2026-03-%s, engineer: tanaka%s, by: s, reason: r}\n".formatted(from, to,
                insteadOf.isEmpty() ? "" : ", insteadOf: " + insteadOf);
        String yaml = Duties.yaml(SCHEDULE + second);

        if (wrong) {
            assertThat(problemsOf(yaml)).containsExactly(
                    "24: /schedules/primary/overrides/1: overlaps the override on line 18");
        } else {
            assertThat(Plans.plan(yaml).schedules()).hasSize(1);
        }
    }

    static Stream<Arguments> overridesThatContradictEachOther() {
        return Stream.of(
                arguments("29T11:59", "29T13:00", "", true),
                arguments("29T00:00", "29T00:31", "suzuki", true),
                arguments("28T00:00", "30T00:00", "suzuki", true),
                arguments("29T12:00", "29T13:00", "", false),
                arguments("29T00:00", "29T00:30", "suzuki", false),
                arguments("28T00:00", "30T00:00", "sato", false));
    }

    @ParameterizedTest
    @MethodSource
    void aNameIsOfOneThingOnly(String name, String problem) {
        String yaml = Duties.yaml(SCHEDULE).replace("\n  primary:", "\n  " + name + ":").replace("call:primary", "call:" + name);

        assertThat(problemsOf(yaml)).containsExactly(problem);
    }

    static Stream<Arguments> aNameIsOfOneThingOnly() {
        return Stream.of(
                arguments("sato",
                        "11: /schedules/sato: an engineer has the same name, so nobody could tell whom call:sato means"),
                arguments("web", "11: /schedules/web: a team has the same name, so nobody could tell whom call:web means"),
                arguments("a.b", "11: /schedules/a.b: must be a name of letters, digits, _ and -"));
    }

    @Test
    void aRecipientMayHaveMeantASchedule() {
        assertThat(problemsOf(Duties.yaml(SCHEDULE).replace("call:primary", "call:primry"))).containsExactly(
                "9: /policies/default/steps/0/recipients/0: call:primry names no engineer, team or schedule"
                        + " (did you mean primary?)");
    }

    private static Arguments wrong(String right, String wrong, String... problems) {
        return arguments(right, wrong, List.of(problems));
    }

    private static List<String> problemsOf(String yaml) {
        return catchThrowableOfType(OnCallException.class, () -> Plans.plan(yaml)).problems().stream()
                .map(problem -> problem.substring(Plans.FILE.length() + 1)).toList();
    }
}
