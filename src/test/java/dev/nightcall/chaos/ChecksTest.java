package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.call.Call;
import dev.nightcall.call.Outcome;
import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Status;
import dev.nightcall.suppression.Suppression;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A run that finds nothing is worth something only if each check finds what it is for. */
class ChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final String PHONE = "+819000000300";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Ledger ledger = new Ledger(clock);
    private final Taken taken = new Taken(clock);
    private final List<Cloud.Filed> filed = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Suppression> suppressions = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, List<String>> about = new HashMap<>();
    private final List<Cloud.Line> lines = new ArrayList<>();
    private final List<Telephones.Ring> rings = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    @Test
    void whatFiresInAnIncidentThatSomebodyHasOrClosedOrIsHeldIsNotForgotten() {
        says(1, "a", true);
        says(2, "b", true);
        says(3, "c", true);
        incident("taken", Status.ACKNOWLEDGED, null);
        incident("closed", Status.RESOLVED, "sato");
        suppressions.add(new Suppression(AlertKey.of("system", "c", ""), NOW.plusSeconds(60), Severity.ERROR, "sato", "", false));
        file("taken", 1, "a", State.FIRING);
        file("closed", 2, "b", State.FIRING);
        file("suppression/system/c/", 3, "c", State.FIRING);

        assertThat(alertChecks()).isEmpty();
        suppressions.clear();
        assertThat(alertChecks()).singleElement().asString().contains("fires, but nobody knows").contains("system/c/");
    }

    @Test
    void whatIsFiledNowhereOrOnlyAsItWasBeforeIsForgotten() {
        says(1, "a", true);
        says(2, "b", true);
        says(3, "b", true);
        incident("open", Status.OPEN, null);
        file("open", 2, "b", State.FIRING);

        assertThat(alertChecks()).extracting(Violation::what).anyMatch(what -> what.contains("no trace of system/a/"))
                .anyMatch(what -> what.contains("fires, but nobody knows: system/b/ firing number 3")).hasSize(3);
    }

    @Test
    void whatTheMonitorsIncidentLeftBehindIsForgotten() {
        says(1, "a", true);
        incident("over", Status.RESOLVED, Incident.MONITOR);
        file("over", 1, "a", State.FIRING);

        assertThat(alertChecks()).singleElement().asString().contains("nobody knows");
    }

    @Test
    void whatIsOverAndStillFiresIsFoundAndSoIsAnIncidentAboutNothing() {
        says(1, "a", true);
        says(2, "a", false);
        incident("open", Status.OPEN, null);
        incident("empty", Status.ACKNOWLEDGED, null);
        file("open", 1, "a", State.FIRING);

        assertThat(alertChecks()).extracting(Violation::what).anyMatch(what -> what.contains("is over, but still fires"))
                .anyMatch(what -> what.contains("incident empty")).hasSize(2);
    }

    @Test
    void aCallThatRingsTwiceAndATelephoneInTwoCallsAreFound() {
        incident("open", Status.OPEN, null);
        call("one", "open", Outcome.BUSY);
        call("two", "open", Outcome.BUSY);
        ring("one", 0, 5);
        ring("two", 6, 9);
        assertThat(callChecks()).isEmpty();

        ring("two", 8, 10);
        assertThat(callChecks()).extracting(Violation::promise).containsExactly("one contact for a call", "one call at a time");
    }

    @Test
    void aCallAboutWhatSomebodyHasIsFoundUnlessItWasUnderWay() {
        incident("taken", Status.ACKNOWLEDGED, null);
        call("late", "taken", Outcome.WITHDRAWN);
        ring("late", 10, 11);
        taken.add("taken", new Taken.Span(NOW.plusSeconds(8), NOW.plusSeconds(20)));
        assertThat(callChecks()).singleElement().asString().contains("2000 ms after somebody had all of [taken]");

        deeds.add(new Deed("replica-1", NOW.plusSeconds(10), Deeds.DIAL, "connect:StartOutboundVoiceContact", "t1", "late"));
        deeds.add(new Deed("replica-1", NOW.plusSeconds(8), Deeds.LATE, "dynamodb:GetItem(lines)", "t2", "1900"));
        assertThat(callChecks()).as("delayed was another thread").hasSize(1);
        deeds.add(new Deed("replica-1", NOW.plusSeconds(8), Deeds.LATE, "dynamodb:GetItem(lines)", "t1", "1900"));
        assertThat(callChecks()).isEmpty();
    }

    @Test
    void aCallWithoutOutcomeALineThatIsTakenAndARequestThatWaitsForNobodyAreFound() {
        incident("open", Status.OPEN, null);
        call("pending", "open", null);
        lines.add(new Cloud.Line("engineer0", "pending", List.of()));
        lines.add(new Cloud.Line("engineer1", null, List.of("open")));

        assertThat(callChecks()).hasSize(3).allMatch(violation -> violation.promise().equals("every call has an outcome"));
    }

    private void says(int number, String host, boolean firing) {
        ledger.accepted(new Statement(number, "system", host, "", "", "error", firing, false), "id" + number);
    }

    private void file(String holder, int number, String host, State state) {
        filed.add(new Cloud.Filed(holder, new Alert("id" + number, "system", host, "", "", Severity.ERROR, state,
                Statement.MARK + number + ".", NOW, NOW, Map.of()), false, false));
    }

    private void incident(String id, Status status, String resolvedBy) {
        incidents.add(new Incident(id, "system", status, 1, null, 0, Severity.ERROR, null, 0, null, NOW, "id1", NOW, 1,
                Set.of(), Set.of(), Set.of(), null, null, resolvedBy, NOW));
        if (status != Status.RESOLVED && !id.equals("empty")) {
            filed.add(new Cloud.Filed(id, new Alert("other", "system", "other", "", "", Severity.ERROR, State.FIRING, "", NOW,
                    NOW, Map.of()), false, false));
        }
    }

    private void call(String id, String incident, Outcome outcome) {
        calls.add(new Call(id, "engineer0", PHONE, 0, 0, 1, NOW, NOW, null, NOW, "c-" + id, NOW, null, NOW, null, 0, 0, outcome,
                outcome == null ? null : NOW, NOW));
        about.put(id, List.of(incident));
    }

    private void ring(String call, int from, int to) {
        rings.add(new Telephones.Ring(PHONE, "contact" + rings.size(), call, NOW.plusSeconds(from), NOW.plusSeconds(to)));
    }

    private List<Violation> alertChecks() {
        return new AlertChecks(morning(), ledger).violations();
    }

    private List<Violation> callChecks() {
        return new CallChecks(morning(), taken).violations();
    }

    private Morning morning() {
        return new Morning(NOW.plus(Duration.ofMinutes(1)), filed, incidents, suppressions, calls, about, lines, rings,
                JsonNodeFactory.instance.objectNode(), List.of(), deeds);
    }
}
