package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What happens while a consequence joins its cause, or leaves it: nobody is forgotten, nobody is called about what is over. */
class OvertakenCauseTest extends Overtaking {

    @Test
    void aRecoveryThatOvertakesTheRaisingLeavesNothingOpen() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        grouping.take(alert("2", "web", "web1", Severity.ERROR, 2));
        List<Outgoing> raised = grouping.take(resolved("3", "network", "router", 3));
        grouping.take(resolved("4", "web", "web1", 4));
        raised.stream().filter(o -> o instanceof Raised).forEach(o -> grouping.take(((Raised) o).alert()));
        assertThat(incidents.ofGroup("web").filter(i -> !i.isResolved())).as("phantom").isEmpty();
    }

    @Test
    void whatWasRelatedIsNotRaisedWhenItIsOver() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        Incident network = incidents.ofGroup("network").orElseThrow();
        grouping.take(alert("2", "web", "web1", Severity.ERROR, 2));
        List<Outgoing> raised = grouping.take(resolved("3", "network", "router", 3));
        raised.stream().filter(o -> o instanceof Raised).forEach(o -> grouping.take(((Raised) o).alert()));
        grouping.take(resolved("4", "web", "web1", 4));
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isResolved);
        // another problem of web, later
        grouping.take(alert("5", "web", "db", Severity.ERROR, 5));
        // the standing look, or any recovery in the group network
        List<Outgoing> again = related.raise(new Later(Task.RAISE_RELATED, network.id(), 0, NOW));
        List<Outgoing> byOther = grouping.take(resolved("77", "network", "never-seen", 6));
        again.forEach(o -> grouping.take(((Raised) o).alert()));
        grouping.take(resolved("8", "web", "db", 8));
        assertThat(incidents.ofGroup("web")).get().as("over").matches(Incident::isResolved);
    }

    @Test
    void anAlertThatJoinsWhileTheOthersAreTakenOverIsRaised() {
        grouping.take(alert("1", "web", "web1", Severity.ERROR, 1));
        Incident web = incidents.ofGroup("web").orElseThrow();
        grouping.take(alert("2", "network", "router", Severity.ERROR, 2));
        relatedAt = 2;
        Alert db = alert("3", "web", "db", Severity.CRITICAL, 3);
        atRelated = () -> grouping.take(db);
        Later first = new Later(Task.ESCALATE, web.id(), 1, NOW);

        List<Outgoing> sent = related.absorb(incidents.find(first.subject()).orElseThrow());

        assertThat(incidents.find(web.id())).get().matches(Incident::isResolved);
        assertThat(raised(sent)).containsExactly("3");
        // A crash before that was sent: the repeat sends it again. The alert itself, repeated, does not know.
        assertThat(raised(related.absorb(incidents.find(first.subject()).orElseThrow()))).containsExactly("3");
        sent.stream().filter(message -> message instanceof Raised)
                .forEach(message -> grouping.take(((Raised) message).alert()));
        assertThat(incidents.ofGroup("web")).get().matches(Incident::isOpen);
    }

    private static List<String> raised(List<Outgoing> outgoing) {
        return outgoing.stream().filter(message -> message instanceof Raised)
                .map(message -> ((Raised) message).alert().id()).toList();
    }

    /** An error between the last alert that is moved and the end of its incident. */
    @Test
    void whatIsTakenOverIsClosedByTheRepeat() {
        grouping.take(alert("1", "web", "web1", Severity.ERROR, 1));
        Incident web = incidents.ofGroup("web").orElseThrow();
        grouping.take(alert("2", "network", "router", Severity.ERROR, 2));
        Later first = new Later(Task.ESCALATE, web.id(), 1, NOW);
        isAway = () -> night.alerts(web.id()).stream().anyMatch(AlertRow::moved);
        assertThatThrownBy(() -> related.absorb(incidents.find(first.subject()).orElseThrow())).hasMessage("DynamoDB is away");
        isAway = () -> false;
        related.absorb(incidents.find(first.subject()).orElseThrow());
        grouping.take(resolved("3", "web", "web1", 3));
        assertThat(incidents.find(web.id())).get().as("closed").matches(Incident::isResolved);
    }

    /** Such as a downtime that somebody has entered. */
    @Test
    void aNoteAboutACauseDoesNotEndIt() {
        grouping.take(alert("1", "network", "router", Severity.ERROR, 1));
        grouping.take(new Alert("2", "network", "router", "", "", Severity.ERROR, State.NOTE, "downtime", NOW,
                NOW.plusSeconds(2), Map.of()));
        grouping.take(alert("3", "web", "web1", Severity.ERROR, 3));
        assertThat(incidents.ofGroup("web")).as("consequence has an incident of its own").isEmpty();
    }
}
