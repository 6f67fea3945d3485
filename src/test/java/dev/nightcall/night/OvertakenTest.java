package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Reached;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens while something else is under way: nobody is forgotten, and nobody is called about what is over. */
class OvertakenTest extends Overtaking {

    /** SQS keeps no order. */
    @Test
    void aRecoveryThatOvertakesItsAlertLeavesNothingOpen() {
        grouping.take(resolved("2", "sys", "h", 2));
        grouping.take(alert("1", "sys", "h", Severity.ERROR, 1));
        assertThat(incidents.ofGroup("sys").filter(i -> !i.isResolved())).as("phantom").isEmpty();
    }

    /** What is held is no news when it is raised again. */
    @Test
    void whatBrokeThroughASuppressionIsNotOvertakenByItsEnd() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();
        Alert worse = alert("2", "sys", "h", Severity.CRITICAL, 2);
        grouping.take(worse);

        raise(suppression);
        Incident incident = incidents.ofGroup("sys").orElseThrow();
        assertThat(night.alerts(incident.id())).extracting(AlertRow::alert).containsExactly(worse);
    }

    @Test
    void aRecoveryThatIsHandledAfterTheEndOfASuppressionLeavesNothingOpen() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();

        raise(suppression);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isOpen);
        Alert recovered = resolved("2", "sys", "h", 2);
        grouping.take(recovered);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isResolved);
    }

    /** Whoever suppresses an incident has read its alerts before. */
    @Test
    void whatRecoversWhileItIsBeingSuppressedIsNotHeldAsFiring() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        grouping.take(watched);
        decisions.passed(List.of(resolved("2", "sys", "h", 2)));

        Suppression suppression = suppress(watched);
        holding.hold(suppression, watched);
        assertThat(night.alerts(suppression.holder())).isEmpty();
    }

    /** Nobody repeats a request that ends half-way. */
    @Test
    void whatWasHeldIsRaisedThoughTheEarlyEndOfItsSuppressionWasNeverSent() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        Suppression suppression = suppress(watched);
        assertThat(grouping.take(watched)).as("held").isEmpty();
        holding.endEarly(watched.key());

        raise(suppression);
        assertThat(incidents.ofGroup("sys")).get().matches(Incident::isOpen);
    }

    /** A call's settling may be cut short, and repeated when the suppression that was asked for is over. */
    @Test
    void whatWasSuppressedIsRaisedThoughSuppressingIsRepeatedAfterTheEnd() {
        Alert watched = alert("1", "sys", "h", Severity.WARNING, 1);
        grouping.take(watched);
        Incident incident = incidents.ofGroup("sys").orElseThrow();
        Instant until = NOW.plusSeconds(3600);
        suppressing.suppress(incident, new Meaning.Watches("sato", NOW, until));
        Later end = new Later(Task.END_SUPPRESSION, watched.key().toString(), until.getEpochSecond(), until);
        assertThat(holding.raise(end)).hasSize(1);

        suppressing.suppress(incident, new Meaning.Watches("sato", NOW, until));
        assertThat(holding.raise(end)).hasSize(1);
    }

    private Suppression suppress(Alert alert) {
        Instant until = NOW.plusSeconds(3600);
        Suppression suppression = new Suppression(alert.key(), until, alert.severity(), "sato", "", false);
        holding.begin(suppression);
        return suppression;
    }

    private void raise(Suppression suppression) {
        holding.raise(new Later(Task.END_SUPPRESSION, suppression.key().toString(), suppression.until().getEpochSecond(),
                suppression.until())).forEach(raised -> grouping.take(((Raised) raised).alert()));
    }

    /** Though its severity would now give it another group. */
    @Test
    void anAlertStaysInTheIncidentInWhichItFires() {
        grouping.take(alert("1", "hosts", "h", Severity.WARNING, 1));
        Incident first = incidents.ofGroup("hosts").orElseThrow();
        grouping.take(alert("2", "hosts", "h", Severity.CRITICAL, 2));
        grouping.take(resolved("3", "hosts", "h", 3));
        assertThat(incidents.find(first.id())).get().as("first").matches(Incident::isResolved);
    }

    @Test
    void whatGetsWorseWhileItIsTakenHasItsOwnPolicyWhenTheLeaseEnds() {
        grouping.take(alert("1", "mixed", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed").orElseThrow();
        escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        acknowledging.take(incident.id(), "sato", NOW.minus(Duration.ofMinutes(61)));
        grouping.take(alert("2", "mixed", "b", Severity.CRITICAL, 2));
        long start = incidents.find(incident.id()).orElseThrow().startAfter();
        acknowledging.endLease(new Later(Task.END_LEASE, incident.id(), start, NOW));
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), start, NOW)).orElseThrow();
        assertThat(incidents.find(incident.id()).orElseThrow().policy().name()).isEqualTo("urgent");
    }

    @Test
    void aWorseAlertBetweenReadingAndMovingBeginsWithItsFirstStep() {
        grouping.take(alert("1", "mixed2", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed2").orElseThrow();
        Reached one = escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        escalation.next(one, false);
        escalation.acted(one);
        atEscalation = () -> grouping.take(alert("2", "mixed2", "b", Severity.CRITICAL, 2));
        Reached two = escalation.reach(new Later(Task.ESCALATE, incident.id(), 2, NOW)).orElseThrow();
        escalation.acted(two);
        assertThat(two.recipients()).contains("call:boss");
    }

    /** Before the first step the worse alert's positions are counted from the same one as those before. */
    @Test
    void aWorseAlertJustBeforeTheFirstStepBeginsWithItsOwn() {
        grouping.take(alert("1", "mixed3", "a", Severity.WARNING, 1));
        Incident incident = incidents.ofGroup("mixed3").orElseThrow();
        atEscalation = () -> grouping.take(alert("2", "mixed3", "b", Severity.CRITICAL, 2));
        Reached reached = escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, NOW)).orElseThrow();
        assertThat(incidents.find(incident.id()).orElseThrow().policy().name()).isEqualTo("urgent");
        assertThat(reached.recipients()).containsExactly("call:boss");
    }
}
