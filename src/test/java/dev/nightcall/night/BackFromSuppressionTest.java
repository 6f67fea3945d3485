package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import dev.nightcall.timeline.Event;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What brings an incident back whose alerts are all suppressed, and what a crash leaves behind then. */
class BackFromSuppressionTest extends WatchedIncident {

    @Test
    void comesBackAsItselfWhenTheSuppressionEnds() {
        Incident incident = suppressed("a", "b");
        long before = incident.position();
        handle(resolved("3", "a", 3));

        List<Outgoing> sent = endOf("b");

        Incident back = current();
        assertThat(back).matches(Incident::isOpen).returns(incident.id(), Incident::id)
                .returns(incident.openedAt(), Incident::openedAt).matches(now -> now.suppressedUntil() == null);
        assertThat(back.position()).as("a position of its own").isGreaterThan(before).isEqualTo(back.base());
        assertThat(sent).contains(new Later(Task.ESCALATE, back.id(), back.base() + 1,
                clock.instant().plus(Duration.ofSeconds(5))));
        assertThat(told(sent)).containsExactly("reopened");
        assertThat(reach(back).recipients()).containsExactly("call:sato");
        assertThat(events(back.id())).contains("reopened: error: policy default from its first step");
        handle(resolved("5", "b", 5));
        assertThat(current()).matches(Incident::isResolved);
    }

    @Test
    void somethingNewOpensItAgainAtOnceAndWhatIsHeldStaysHeld() {
        Incident incident = suppressed("a");

        List<Outgoing> sent = handle(alert("9", "new", Severity.CRITICAL, 9));

        Incident back = current();
        assertThat(back).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(laters(sent)).extracting(Later::task).containsExactly(Task.ESCALATE);
        assertThat(reach(back).recipients()).as("of the new alert's policy").containsExactly("call:boss");
        assertThat(decisions.alerts.of(back.id())).filteredOn(AlertRow::isHeld).hasSize(1);

        handle(resolved("10", "new", 10));
        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(told(handle(resolved("11", "a", 11)))).as("told once of each").containsExactly("resolved");
    }

    @Test
    void somethingWorseBreaksThroughIntoTheSameIncident() {
        Incident incident = suppressed("a");
        handle(alert("9", "a", Severity.CRITICAL, 9));
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id)
                .returns(Severity.CRITICAL, Incident::severity);
        endOf("a");
        assertThat(decisions.alerts.of(incident.id())).extracting(row -> row.alert().id()).containsExactly("9");
    }

    @Test
    void severalThatComeTogetherOpenItAgainOnce() {
        Incident incident = suppressed("a");
        List<Alert> both = List.of(alert("8", "x", Severity.ERROR, 8), alert("9", "y", Severity.ERROR, 9));
        var taken = decisions.together.take(both);
        both.stream().filter(alert -> !taken.containsKey(alert)).forEach(this::handle);
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(events(incident.id())).filteredOn(event -> event.startsWith("reopened")).hasSize(1);
        assertThat(decisions.alerts.of(incident.id())).filteredOn(AlertRow::isFiring).hasSize(2);
    }

    @Test
    void whatReopenedItAsksForTheFirstStepAgainAfterACrash() {
        suppressed("a");
        Alert news = alert("9", "new", Severity.ERROR, 9);
        List<Outgoing> sent = handle(news);
        assertThat(handle(news)).isEqualTo(sent);
        reach(current());
        assertThat(laters(handle(news))).as("once its step is reached").isEmpty();
    }

    @Test
    void closedByHandItStaysClosedAndWhatStillFiresAtTheEndOpensAnother() {
        Incident incident = suppressed("a");
        incidents.resolve(incident, "boss", Event.RESOLVED, "by hand", clock.instant());
        assertThat(current()).matches(Incident::isResolved);
        endOf("a");
        assertThat(current()).matches(Incident::isOpen).matches(now -> !now.id().equals(incident.id()));
    }

    /** Who joins has read the incident before it is suppressed, and is seen by whoever suppresses it. */
    @Test
    void whatJoinsWhileItIsSuppressedIsRaised() {
        Incident incident = suppressed("a");
        Alert late = alert("9", "late", Severity.ERROR, 9);
        decisions.alerts.file(incident.id(), late, null).execute();

        List<Outgoing> again = decisions.suppressing.suppress(incident, new Meaning.Watches("sato", NOW, UNTIL));
        // Firing there, so it was suppressed as well; what nobody suppresses is raised by the look.
        assertThat(current()).matches(Incident::isSuppressed);
        Alert later = alert("10", "later", Severity.ERROR, 10);
        decisions.alerts.file(incident.id(), later, null).execute();
        send(decisions.closing.look(look(incident)));
        assertThat(again).isNotEmpty();
        assertThat(current()).matches(Incident::isOpen);
    }

    /** The message that ends a suppression raises what it holds; should nothing come of that, the incident is looked at. */
    @Test
    void comesBackThoughItsAlertWasNotRaised() {
        Incident incident = suppressed("a");
        assertThat(decisions.closing.look(look(incident))).as("before its time")
                .noneMatch(sent -> sent instanceof Raised);
        clock.advance(Duration.ofMinutes(31));
        send(decisions.closing.look(look(incident)));
        assertThat(current()).matches(Incident::isOpen).returns(incident.id(), Incident::id);
        assertThat(decisions.closing.look(look(incident))).as("once more").isEmpty();
    }
}
