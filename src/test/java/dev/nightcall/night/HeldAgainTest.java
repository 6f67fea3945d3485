package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever has an incident has it still when another one wants it, when they say so once more, or when it was over for a while. */
class HeldAgainTest extends HeldIncident {

    /** The look is asked for by whoever filed what is new, by every repeat; nothing that is not sent may stand in for it. */
    @Test
    void whoIsRefusedItChangesNothing() {
        Incident taken = taken(open());
        first.grouping.take(alert(taken.group(), "other", Severity.WARNING));
        Incident before = first.incidents.find(taken.id()).orElseThrow();

        assertThat(second.acknowledging.take(taken.id(), "suzuki", clock.instant())).isEmpty();

        assertThat(before.news().dueFor()).isNotNull();
        assertThat(first.incidents.find(taken.id()).orElseThrow()).isEqualTo(before);
    }

    @Test
    void whoRenewsItWhileTheyAreToBeAskedHasSeenWhatIsNew() {
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            Incident taken = taken(open());
            Later look = looks(first.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL))).get(0);
            clock.advance(Duration.ofSeconds(10));
            interrupted[0] = false;
            ofFirst.beforeRequest(request, () -> {
                interrupted[0] = true;
                second.acknowledging.take(taken.id(), "sato", "", new Shown(clock.instant(), Set.of(), Severity.CRITICAL),
                        clock.instant());
            });

            first.informing.look(look);

            Incident now = second.incidents.find(taken.id()).orElseThrow();
            if (interrupted[0]) {
                assertThat(now.status()).as("before request " + request).isEqualTo(Status.ACKNOWLEDGED);
            }
        }
    }

    /** What ends it may have been lost, or have come while it was over. */
    @Test
    void theEndOfTheirTimeIsSentOnceMoreWhenItIsOpenedAgain() {
        Incident taken = taken(open());
        List<Outgoing> sent = new ArrayList<>();
        Alert over = alert(taken.group(), "disk", Severity.WARNING);
        second.grouping.take(new Alert("over", over.system(), "a", "disk", "", over.severity(), State.RESOLVED, "",
                over.occurredAt(), over.receivedAt(), Map.of()));
        clock.advance(Duration.ofSeconds(30));
        Alert again = alert(taken.group(), "disk", Severity.WARNING);
        sent.addAll(second.grouping.take(new Alert("again", again.system(), "a", "disk", "", again.severity(), State.FIRING, "",
                again.occurredAt(), again.receivedAt(), Map.of())));

        Incident now = second.incidents.find(taken.id()).orElseThrow();
        assertThat(now.status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(sent).filteredOn(Later.class::isInstance).map(Later.class::cast)
                .filteredOn(later -> later.task() == Task.END_LEASE).singleElement()
                .satisfies(end -> assertThat(end.due()).isEqualTo(taken.acknowledgedUntil()));
    }
}
