package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Status;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** An incident whose alerts are all suppressed is not over: what it says, what ends it, and what a crash leaves behind. */
class SuppressedTest extends WatchedIncident {

    @Test
    void saysUntilWhenAndByWhomAndIsOverWhenEverythingHasRecovered() {
        Incident incident = suppressed("a", "b");

        assertThat(incident.status()).isEqualTo(Status.SUPPRESSED);
        assertThat(incident.suppressedBy()).isEqualTo("sato");
        assertThat(incident.suppressedUntil()).isEqualTo(UNTIL);
        assertThat(escalation.reach(new Later(Task.ESCALATE, incident.id(), 2, NOW))).isEmpty();
        assertThat(events(incident.id())).contains("suppressed: until " + UNTIL);

        handle(resolved("3", "a", 3));
        assertThat(current()).matches(Incident::isSuppressed);
        handle(resolved("4", "b", 4));
        assertThat(current()).matches(Incident::isResolved).matches(now -> now.resolvedBy().equals(Incident.MONITOR))
                .matches(now -> now.suppressedUntil() == null).returns(incident.id(), Incident::id);
    }

    /** A thousand recoveries while it is watched are no news to anybody, and none reads what the others were about. */
    @Test
    void whatRecoversInItSendsNothingAsLongAsItsEndStays() {
        suppressed("a", "b", "c");

        assertThat(handle(resolved("5", "b", 5))).isEmpty();
        assertThat(handle(resolved("5", "b", 5))).as("again, as after a crash").isNotEmpty();
        Alert together = resolved("6", "c", 6);
        assertThat(decisions.together.take(List.of(together)).get(together).outgoing()).isEmpty();

        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(decisions.alerts.of("suppression/sys/c/").toList()).noneMatch(AlertRow::firesHere);
        assertThat(told(handle(resolved("7", "a", 7)))).containsExactly("resolved");
    }

    @Test
    void theFirstOfSeveralEndsCountsAndALongerSuppressionMovesIt() {
        Incident incident = suppressed("a", "b");
        Instant longer = UNTIL.plus(Duration.ofMinutes(30));
        decisions.suppressing.begin(suppression(AlertKey.of("sys", "a", ""), longer));
        assertThat(current()).returns(UNTIL, Incident::suppressedUntil);
        decisions.suppressing.begin(suppression(new AlertKey("sys", AlertKey.ANY, AlertKey.ANY), longer));
        assertThat(current()).returns(longer, Incident::suppressedUntil);
        assertThat(events(incident.id())).contains("suppressed: until " + longer);
        endOf("b");
        assertThat(current()).as("held by the other one").matches(Incident::isSuppressed);
    }

    @Test
    void whatIsTakenIsSuppressedTooAndItsLeaseEndsNothing() {
        handle(alert("1", "a", Severity.ERROR, 1));
        reach(current());
        acknowledging.take(current().id(), "sato", clock.instant());
        long start = current().startAfter();
        suppress();
        assertThat(current()).matches(Incident::isSuppressed).matches(now -> now.acknowledgedBy() == null);
        Later lease = new Later(Task.END_LEASE, current().id(), start, NOW);
        assertThat(acknowledging.endLease(lease)).isEmpty();
        assertThat(acknowledging.take(current().id(), "boss", clock.instant())).isEmpty();
        endOf("a");
        assertThat(acknowledging.endLease(lease)).as("of before").isEmpty();
        assertThat(current()).matches(Incident::isOpen);
    }

    /** A call's settling may be cut short anywhere: the repeat ends with the same, and nobody is forgotten. */
    @Test
    void suppressingIsRepeatedAfterACrash() {
        Incident incident = suppressed("a");
        assertThat(decisions.suppressing.suppress(incident, new Meaning.Watches("sato", NOW, UNTIL)))
                .contains(look(incident), new Withdrawal(List.of(incident.id())));
        assertThat(current()).returns(UNTIL, Incident::suppressedUntil);
        clock.advance(Duration.ofMinutes(31));
        List<Outgoing> raised = decisions.holding.raise(end("a"));
        send(raised);
        decisions.holding.forget(end("a"), raised);
        assertThat(current()).matches(Incident::isOpen);
        decisions.suppressing.suppress(incident, new Meaning.Watches("sato", NOW, UNTIL));
        assertThat(current()).as("a repeat after the end").matches(Incident::isOpen);
    }

    /** The plan has changed meanwhile: what it was about belongs to another incident. */
    @Test
    void isOverWhenWhatItWasAboutIsElsewhere() {
        Incident incident = suppressed("a");
        Alert first = alert("1", "a", Severity.ERROR, 1);
        decisions.alerts.placing(first, "elsewhere", decisions.alerts.noteOf(first)).execute();
        clock.advance(Duration.ofMinutes(31));
        send(decisions.closing.look(look(incident)));
        assertThat(incidents.find(incident.id())).get().matches(Incident::isResolved);
    }

    /** It is watched, its consequences are not. */
    @Test
    void consequencesOfWhatIsSuppressedStandForThemselves() {
        handle(alert("1", "a", Severity.ERROR, 1));
        handle(new Alert("2", "web", "w", "", "", Severity.ERROR, State.FIRING, "", NOW, NOW.plusSeconds(2), Map.of()));
        assertThat(incidents.ofGroup("web")).isEmpty();
        Incident incident = current();
        send(decisions.suppressing.begin(suppression(AlertKey.of("sys", "a", ""), UNTIL)));
        send(decisions.related.raise(new Later(Task.RAISE_RELATED, incident.id(), 0, NOW)));
        assertThat(current()).matches(Incident::isSuppressed);
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isOpen);
    }
}
