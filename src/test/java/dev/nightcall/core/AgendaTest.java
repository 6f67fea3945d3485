package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What a call is about when it is dialled, and where it rings. */
class AgendaTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}, {number: "+819000000002"}]}
              away: {name: Away, phones: [{number: "+819000000003"}], unavailable: [{from: 2026-11-01, reason: ill}]}
            policies: {default: {steps: [{recipients: ["call:sato"]}]}}
            """);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "open         | -",
        "acknowledged | acknowledged by suzuki",
        "suppressed   | suppressed by suzuki",
        "resolved     | resolved by monitor",
        "kept         | nothing new is left",
        "passed on    | has passed it on",
        "not by them  | -",
        "resting      | nobody is phoned about less than info",
        "unknown      | unknown",
    })
    void whatNeedsNoCallAnyMoreIsLeftOut(String status, String reason) {
        Incident incident = switch (status) {
            case "acknowledged" -> opened("i", 0, null).taken("suzuki", NOW.plusSeconds(60), Shown.allUntil(NOW));
            case "suppressed" -> suppressed(opened("i", 0, null));
            case "passed on" -> opened("i", 0, null).callEnded("sato", 1, true);
            case "not by them" -> opened("i", 0, null).callEnded("sato", 1, false).callEnded("suzuki", 1, true);
            case "resting" -> resting(opened("i", 0, null));
            case "resolved" -> opened("i", 0, null).resolved(Incident.MONITOR, NOW);
            default -> opened("i", 0, null);
        };
        Waiting waiting = waits("i", 1);

        Agenda agenda = Agenda.of("sato", List.of(waiting), status.equals("unknown") ? List.of() : List.of(incident),
                status.equals("kept") ? Set.of("i") : Set.of());

        assertThat(agenda).isEqualTo(reason == null ? new Agenda(List.of(new Agenda.Item(waiting, incident)), List.of())
                : new Agenda(List.of(), List.of(new Agenda.LeftOut(waiting.request(),
                        Optional.of(incident).filter(one -> !status.equals("unknown")), reason))));
    }

    @Test
    void eachIsToldOnceAtItsLatestPositionAndTheOldestComesFirst() {
        Agenda agenda = Agenda.of("sato", List.of(waits("young", 1), waits("old", 3), waits("old", 2)),
                List.of(opened("young", 0, null), opened("old", -60, null), opened("old", -60, null)), Set.of());

        assertThat(agenda.needed()).extracting(Agenda.Item::request).containsExactly(new Request("old", 3),
                new Request("young", 1));
    }

    @ParameterizedTest(name = "{0} about {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // who is called about what: opened how many seconds ago, at which position (one step a round), ring limit of the policy
        "sato | -                | Withdrawn[]",
        "sato | 60 1 -           | Dials[number=+819000000001, ringLimit=null]",
        "sato | 60 2 -           | Dials[number=+819000000002, ringLimit=null]",
        "sato | 60 2 -, 90 1 -   | Dials[number=+819000000001, ringLimit=null]",
        "sato | 60 1 40, 90 1 -  | Dials[number=+819000000001, ringLimit=PT40S]",
        "sato | 60 1 40, 90 1 30 | Dials[number=+819000000001, ringLimit=PT30S]",
        "away | -                | Withdrawn[]",
        "away | 60 1 -           | 'NobodyThere[reason=ill, until further notice]'",
        "gone | 60 1 -           | NobodyThere[reason=no telephone number in oncall.yaml]",
    })
    void aCallRingsWhereTheEngineerIsForAsLongAsEveryPolicyAllows(String engineer, String about, String attempt) {
        List<String[]> all = about == null ? List.of() : Stream.of(about.split(", ")).map(one -> one.split(" ")).toList();
        List<Waiting> waiting = all.stream().map(one -> waits("i" + one[0], Long.parseLong(one[1]))).toList();
        List<Incident> incidents = all.stream().map(one -> opened("i" + one[0], -Long.parseLong(one[0]),
                one[2].equals("-") ? null : Duration.ofSeconds(Long.parseLong(one[2])))).toList();

        assertThat(Attempt.of(Agenda.of(engineer, waiting, incidents, Set.of()), PLAN, engineer, NOW)).hasToString(attempt);
    }

    private static Waiting waits(String incident, long position) {
        return new Waiting(new Request(incident, position), Severity.ERROR, NOW, NOW, false);
    }

    private static Incident suppressed(Incident open) {
        return new Incident(open.id(), open.group(), Status.SUPPRESSED, 1, open.policy(), 0, open.severity(), null, 0, null,
                open.openedAt(), open.openedBy(), NOW, 1, Set.of(), Set.of(), Set.of(), 0, null, null, "suzuki",
                NOW.plusSeconds(60), News.NONE, null, null);
    }

    private static Incident resting(Incident open) {
        return new Incident(open.id(), open.group(), Status.OPEN, 1, open.policy(), 0, open.severity(), null, 1, null,
                open.openedAt(), open.openedBy(), NOW, 1, Set.of(), Set.of(), Set.of(), 0, null, null, null, null, News.NONE, null,
                null);
    }

    private static Incident opened(String id, long seconds, Duration ringLimit) {
        Policy policy = new Policy("p", null, Duration.ZERO, null, ringLimit, Duration.ofHours(1), 5, Duration.ofMinutes(10),
                List.of(new Step(List.of("call:sato"), Duration.ofMinutes(3))), null, null, null, null, null);
        return Incident.opened(id, id, policy, Severity.ERROR, "alert", NOW.plusSeconds(seconds));
    }
}
