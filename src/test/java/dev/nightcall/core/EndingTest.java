package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an incident by what is left in it. */
class EndingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Incident OPENED = Incident.opened("i", "sys", OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers: {sato: {name: 佐藤, phones: [{number: "+819000000001"}]}}
            policies: {default: {steps: [{recipients: ["call:sato"]}]}}
            """).policyFor(alert("a", State.FIRING), NOW), Severity.ERROR, "a", NOW.minusSeconds(600));

    /** @param rows of each alert how it stands: f fires, r related and fires, h held, e elsewhere, o over */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "OPEN,         f,    GoesOn",
        "OPEN,         oohf, GoesOn",
        "ACKNOWLEDGED, fo,   GoesOn",
        "SUPPRESSED,   hf,   ComesBack",
        "OPEN,         o,    IsOver",
        "ACKNOWLEDGED, oo,   IsOver",
        "SUPPRESSED,   o,    IsOver",
        "OPEN,         r,    IsOver",
        "OPEN,         re,   IsOver",
        "OPEN,         -,    IsOver",
        "OPEN,         h,    IsHeld",
        "ACKNOWLEDGED, oh,   IsHeld",
        "SUPPRESSED,   hre,  IsHeld",
    })
    void whatIsLeft(Status status, String rows, String ending) {
        assertThat(Ending.of(as(status), Remains.of(rows(rows), Integer.MAX_VALUE)).getClass().getSimpleName()).isEqualTo(ending);
    }

    @Test
    void ofOneInWhichSomethingFiresNoMoreIsRead() {
        Iterator<AlertRow> rows = rows("ohfhf");

        assertThat(Remains.of(rows, Integer.MAX_VALUE)).matches(Remains::fires);
        assertThat(rows).toIterable().hasSize(2);
    }

    @Test
    void someAreLookedAtBeforeTheOthers() {
        Iterator<AlertRow> rows = rows("ohohf");
        Remains some = Remains.of(rows, 1);

        assertThat(some).matches(one -> !one.fires() && one.held().size() == 1);
        assertThat(some.and(Remains.of(rows, 1))).matches(one -> !one.fires() && one.held().size() == 2);
        assertThat(some.and(Remains.of(rows, Integer.MAX_VALUE))).matches(Remains::fires);
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, names = {"OPEN", "ACKNOWLEDGED", "SUPPRESSED"})
    void isOverByTheMonitorWhenEverythingHasRecovered(Status status) {
        assertThat(Ending.of(as(status), Remains.of(rows("o"), 9)))
                .isEqualTo(new Ending.IsOver(Incident.MONITOR, "every alert has recovered", List.of()));
    }

    /** Each is held by the one that holds it longest, and the first of them that is raised brings the incident back. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "OPEN,         '60',          60",
        "ACKNOWLEDGED, '60 30',       60",
        "OPEN,         '60 30, 40',   40",
        "SUPPRESSED,   '60 30, 40',   40",
        "OPEN,         '-5 30, -9',   30",
        "SUPPRESSED,   '90, 100',     90",
        "SUPPRESSED,   '100, 100',    -",
        "SUPPRESSED,   '100, 300 0',  -",
        "ACKNOWLEDGED, '100',         100",
    })
    void isSuppressedUntilTheFirstIsRaised(Status status, String seconds, Integer until) {
        Ending ending = Ending.held(as(status), held(seconds), NOW);

        assertThat(ending).isEqualTo(until == null ? new Ending.Stands()
                : new Ending.IsSuppressed(suppression("*", NOW.plusSeconds(until), Severity.CRITICAL)));
    }

    @Test
    void whatIsWorseOrSomethingElseIsNotHeld() {
        Alert alert = alert("h0", State.FIRING);
        Map<Alert, List<Suppression>> worse = Map.of(alert, List.of(suppression("h0", NOW.plusSeconds(60), Severity.WARNING)));
        Map<Alert, List<Suppression>> other = Map.of(alert, List.of(suppression("h1", NOW.plusSeconds(60), Severity.CRITICAL)));

        assertThat(Ending.held(OPENED, worse, NOW)).isEqualTo(new Ending.IsReleased(List.of(alert)));
        assertThat(Ending.held(OPENED, other, NOW)).isEqualTo(new Ending.IsReleased(List.of(alert)));
        assertThat(Ending.held(OPENED, held("0, -5"), NOW)).isInstanceOf(Ending.IsReleased.class);
    }

    @Test
    void whatItHeldIsRaisedUnlessAnotherHasIt() {
        Alert own = alert("a", State.FIRING);
        Alert gone = alert("b", State.FIRING);
        Map<Alert, String> both = new LinkedHashMap<>(Map.of(own, "sys", gone, "network"));

        assertThat(Ending.released(OPENED, both)).isEqualTo(new Ending.IsRaised(List.of(own), List.of(gone)));
        assertThat(Ending.released(OPENED, Map.of(own, "sys"))).isEqualTo(new Ending.IsRaised(List.of(own), List.of()));
        assertThat(Ending.released(OPENED, Map.of(gone, "network")))
                .isEqualTo(new Ending.IsOver(Incident.TAKEN_OVER, "what it was about is elsewhere", List.of(gone)));
    }

    @Test
    void whatIsAConsequenceIsTakenOver() {
        assertThat(Ending.absorbed(Optional.of(OPENED)).reason()).isEqualTo("is a consequence of sys, incident i");
        assertThat(Ending.absorbed(Optional.empty())).returns("what it was about is elsewhere", Ending.IsOver::reason)
                .returns(Incident.TAKEN_OVER, Ending.IsOver::by);
    }

    private static Incident as(Status status) {
        return switch (status) {
            case OPEN -> OPENED;
            case ACKNOWLEDGED -> OPENED.taken("sato", NOW.plusSeconds(900), Shown.allUntil(NOW));
            case SUPPRESSED -> new Incident("i", "sys", Status.SUPPRESSED, 1, OPENED.policy(), 0, Severity.ERROR, null, 0, null,
                    OPENED.openedAt(), "a", NOW, 1, OPENED.asked(), OPENED.ended(), OPENED.passedOn(), 0, null, null, "sato",
                    NOW.plusSeconds(100), News.NONE, null, null);
            case RESOLVED -> OPENED.resolved(Incident.MONITOR, NOW);
        };
    }

    private static Iterator<AlertRow> rows(String kinds) {
        List<AlertRow> rows = new ArrayList<>();
        for (char kind : (kinds == null ? "" : kinds).toCharArray()) {
            Alert alert = alert("h" + rows.size(), kind == 'o' ? State.RESOLVED : State.FIRING);
            rows.add(new AlertRow(alert, NOW, NOW, 1, kind == 'h' || kind == 'e', kind == 'e', kind == 'r', Spell.begun(NOW)));
        }
        return rows.iterator();
    }

    /** @param seconds of each alert for how long suppressions hold it */
    private static Map<Alert, List<Suppression>> held(String seconds) {
        Map<Alert, List<Suppression>> held = new LinkedHashMap<>();
        for (String each : seconds.split(", *")) {
            List<Suppression> those = new ArrayList<>();
            for (String one : each.split(" ")) {
                those.add(suppression("*", NOW.plusSeconds(Long.parseLong(one)), Severity.CRITICAL));
            }
            held.put(alert("h" + held.size(), State.FIRING), those);
        }
        return held;
    }

    private static Suppression suppression(String host, Instant until, Severity severity) {
        return new Suppression(new AlertKey("sys", host, "*"), until, severity, "sato", "", false);
    }

    private static Alert alert(String host, State state) {
        return new Alert("id " + host, "sys", host, "", "", Severity.ERROR, state, "", NOW, NOW, Map.of());
    }
}
