package dev.nightcall.chaos;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Request;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A run that finds nothing is worth something only if each check finds what it is for. */
class ChecksTest extends MadeUpNight {

    private static final String DIAL = "connect:StartOutboundVoiceContact";
    /** For how many seconds nobody answers. */
    private static final int UNANSWERED = 150;

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
    void whatWasReceivedLastOfWhatNobodyWasToldIsAcceptedIsNotHeldAgainstIt() {
        says(1, "a", true);
        says(3, "a", false);
        file("suppression/system/a/", 2, "a", State.FIRING);
        assertThat(alertChecks()).isEmpty();

        says(2, "a", true);
        says(3, "a", false);
        assertThat(alertChecks()).singleElement().asString().contains("is over, but still fires");
    }

    @Test
    void aCallThatRingsTwiceAndATelephoneInTwoCallsAreFound() {
        incident("open", Status.OPEN, null);
        call("one", "open", Outcome.BUSY);
        call("two", "open", Outcome.BUSY);
        about.put("two", List.of(new Request("open", 2)));
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
        taken.add("taken", new Standing.Span(NOW.plusSeconds(8), NOW.plusSeconds(20)));
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

    @Test
    void aCallThatRingsAfterItWasGivenUpIsFoundUnlessItsProcessSleptAtTheLastMomentAndEndedIt() {
        incident("open", Status.OPEN, null);
        call("slept", "open", Outcome.UNKNOWN);
        ended("open", 5, "slept", Outcome.UNKNOWN);
        ring("slept", 30, 32);
        assertThat(callChecks()).singleElement().asString().contains("what was given up does not ring", "call slept");

        deeds.add(new Deed("replica-1", NOW.plusSeconds(30), Deeds.DIAL, DIAL, "t1", "slept"));
        deeds.add(new Deed("replica-1", NOW.plusSeconds(4), Deeds.STOPPED, "after dynamodb:GetItem(calls)", "t1", ""));
        deeds.add(new Deed("replica-1", NOW.plusSeconds(4), Deeds.STALLED, "anywhere", "orders", "25000"));
        assertThat(callChecks()).as("it could have looked again").hasSize(1);
        deeds.remove(1);
        call("next", "engineer0", "contact", "open", 2, Outcome.ACKNOWLEDGED);
        ring("next", 31, 40);
        assertThat(callChecks()).isEmpty();
        rings.clear();
        ring("slept", 30, 36);
        ring("next", 31, 40);
        assertThat(callChecks()).as("it rang on").extracting(Violation::promise)
                .containsExactlyInAnyOrder("what was given up does not ring", "one call at a time");
    }

    @Test
    void whoIsAskedTwiceAtAPositionIsFound() {
        incident("open", Status.OPEN, null);
        call("one", "open", Outcome.UNANSWERED);
        call("two", "open", Outcome.UNANSWERED);
        ring("one", 0, 5);
        ring("two", 6, 9);
        assertThat(callChecks()).singleElement().asString()
                .contains("nobody is asked twice at a position", "engineer0 about open@1 in calls [one, two]");

        about.put("two", List.of(new Request("open", 2)));
        assertThat(callChecks()).isEmpty();
    }

    @Test
    void whatWasPressedAndIsInNoOutcomeIsFoundUnlessNobodyCanKnow() {
        incident("open", Status.OPEN, null);
        call("taken", "open", Outcome.ACKNOWLEDGED);
        ring("taken", 0, 5, true, "1", "1");
        ended("open", 5, "taken", Outcome.ACKNOWLEDGED);
        call("hung up", "open", Outcome.NO_DIGIT);
        ring("hung up", 6, 9, true, "1");
        assertThat(new PressChecks(morning()).violations()).isEmpty();

        call("lost", "open", Outcome.UNANSWERED);
        ring("lost", 10, 12, true, "1", "3");
        assertThat(new PressChecks(morning()).violations()).singleElement().asString()
                .contains("what is pressed counts", "call lost", "[1, 3]", "unanswered", "timeline of open");

        calls.remove(2);
        call("lost", "engineer0", null, "open", 1, Outcome.UNKNOWN);
        assertThat(new PressChecks(morning()).violations()).as("there was a record").hasSize(1);
        rings.remove(2);
        ring("lost", 10, 12, false, "1", "3");
        assertThat(new PressChecks(morning()).violations()).isEmpty();
    }

    @Test
    void anEndThatIsBelievedBeforeItsDigitsIsFoundThoughTheyAreToldLater() {
        incident("open", Status.OPEN, null);
        call("soon", "open", Outcome.SUPPRESSED);
        ring("soon", 0, 5, true, "1", "9", "30#");
        ended("open", 5, "soon", Outcome.NO_DIGIT);
        ended("open", 6, "soon", Outcome.SUPPRESSED);

        assertThat(new PressChecks(morning()).violations()).singleElement().asString()
                .contains("no end is believed before its digits", "call soon", "no-digit");
    }

    @Test
    void whoIsSilentWhileNobodyAnswersIsFoundAndSoIsWhoseTurnNeverComes() {
        incident("open", "system0", Status.OPEN, null);
        ringsEvery(5, "engineer0", "engineer4", "engineer5");
        assertThat(turnChecks("open")).isEmpty();

        ringsEvery(5, "engineer0", "engineer4");
        assertThat(turnChecks("open")).singleElement().asString()
                .contains("everybody's turn comes", "incident open of system0 did not ring at engineer5");

        ringsEvery(5, "engineer1");
        assertThat(turnChecks("open")).as("whose turn it is not").singleElement().asString()
                .contains("an open incident keeps ringing", "rang nowhere from " + NOW);
    }

    /** Until the end of the time in which nobody answers. */
    private void ringsEvery(int seconds, String... engineers) {
        rings.clear();
        calls.clear();
        for (int n = 0; n * seconds < UNANSWERED; n++) {
            String id = "call" + n;
            call(id, engineers[n % engineers.length], "c-" + id, "open", n + 1, Outcome.UNANSWERED);
            ring(id, n * seconds, n * seconds + 3);
        }
    }

    private List<Violation> turnChecks(String open) {
        Instant end = NOW.plusSeconds(UNANSWERED);
        return new TurnChecks(morning(), new Unanswered(NOW, end, Map.of(open, List.of(new Standing.Span(NOW, end))),
                Duration.ofMillis(50))).violations();
    }

    @Test
    void whatIsDoneByAWrongClockIsFound() {
        deeds.add(new Deed("replica-1", NOW, Deeds.FILED, "dynamodb:UpdateItem(alerts)", "t1", "7"));
        deeds.add(new Deed(ClockChecks.NAME, NOW, Deeds.SEEN, "dynamodb:GetItem(incidents)", "t1", ""));
        assertThat(new ClockChecks(deeds).violations()).isEmpty();

        deeds.add(new Deed(ClockChecks.NAME, NOW, Deeds.FILED, "dynamodb:UpdateItem(alerts)", "t1", "8"));
        assertThat(new ClockChecks(deeds).violations()).singleElement().asString()
                .contains("a wrong clock takes no work", "filed 8 at dynamodb:UpdateItem(alerts)");
    }

    @Test
    void aRunThatComesToFewPointsIsFound() {
        int enough = (int) Math.ceil(0.9 * KillPoints.ALL.size());
        KillPoints.ALL.stream().limit(enough).forEach(point ->
                deeds.add(new Deed("replica-1", NOW, Deeds.KILLED, point, "t1", "1")));
        assertThat(KillPoints.tooFew(deeds)).isEmpty();

        deeds.remove(0);
        assertThat(KillPoints.tooFew(deeds)).hasValueSatisfying(violation ->
                assertThat(violation.what()).contains("killed at " + (enough - 1) + " of " + KillPoints.ALL.size()));
    }

    @Test
    void theHistoryOfWhatIsFoundIsToldInItsOrder() {
        incident("open", Status.OPEN, null);
        call("late", "open", Outcome.ACKNOWLEDGED);
        ring("late", 10, 14, false, "1", "1");
        ended("open", 20, "late", Outcome.ACKNOWLEDGED);
        deeds.add(new Deed("replica-2", NOW.plusSeconds(12), Deeds.FAILED, DIAL, "t1", "504"));
        deeds.add(new Deed("replica-2", NOW.plusSeconds(120), Deeds.REFUSED, DIAL, "t1", "503"));

        assertThat(String.join("\n", new History(morning()).of("call late rang"))).containsSubsequence(
                "call late to engineer0 is written down, about [open@1]", "rings as contact", "replica-2 5xx after the work 504",
                "rings no more, pressed [1, 1], without a record", "incident open call-ended late").doesNotContain("503");
    }

    private List<Violation> alertChecks() {
        return new AlertChecks(morning(), ledger).violations();
    }

    private List<Violation> callChecks() {
        return new CallChecks(morning(), taken).violations();
    }

}
