package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.core.Status;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Something new comes to an incident that somebody has, or takes at that moment: whoever dies between two writes, it is told. */
class InformingTest extends HeldIncident {

    @Test
    void whoFilesItMayDieAfterAnyWrite() {
        boolean[] died = {true};
        for (int write = 1; died[0]; write++) {
            Incident taken = taken(open());
            Alert worse = alert(taken.group(), "worse", Severity.CRITICAL);
            ofFirst.dieAfterWrite(write);
            try {
                first.grouping.take(worse);
                died[0] = false;
            } catch (WatchedDynamoDb.Killed e) {
                died[0] = true;
            } finally {
                ofFirst.count();
            }

            List<Later> looks = looks(second.grouping.take(worse));

            assertThat(looks).as("died after write " + write).hasSize(1);
            assertThat(looks.get(0).due()).isEqualTo(clock.instant().plus(taken.policy().groupWait()));
        }
    }

    /** In a call that was made before, or as it is at that moment. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoTakesItMayDoSoBeforeAnyRequest(boolean inACall) {
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            Incident open = open();
            Shown shown = new Shown(clock.instant().minusSeconds(1), Set.of(), null);
            Alert worse = alert(open.group(), "worse", Severity.CRITICAL);
            List<Outgoing> sent = new ArrayList<>();
            interrupted[0] = false;
            ofFirst.beforeRequest(request, () -> {
                interrupted[0] = true;
                sent.addAll(inACall ? takes(second, open, shown)
                        : second.acknowledging.take(open.id(), "sato", clock.instant()));
            });

            sent.addAll(first.grouping.take(worse));
            Incident now = second.incidents.find(open.id()).orElseThrow();
            boolean known = now.isOpen() || SomethingNew.in(now, second.alerts.of(open.id()).toList()).rows().isEmpty();
            assertThat(known || !looks(sent).isEmpty()).as("taken before request " + request).isTrue();
            assertThat(inACall && known && interrupted[0]).as("the call did not tell of it").isFalse();
        }
    }

    @Test
    void whoAsksTheHolderMayDieAfterAnyWriteAndIsRepeated() {
        boolean[] died = {true};
        for (int write = 1; died[0]; write++) {
            Incident taken = taken(open());
            Later look = looks(second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL))).get(0);
            clock.advance(Duration.ofSeconds(10));
            ofFirst.dieAfterWrite(write);
            try {
                first.informing.look(look);
                died[0] = false;
            } catch (WatchedDynamoDb.Killed e) {
                died[0] = true;
            } finally {
                ofFirst.count();
            }

            List<Outgoing> sent = second.informing.look(look);
            Incident asked = second.incidents.find(taken.id()).orElseThrow();

            assertThat(asked).returns(Status.OPEN, Incident::status).returns(true, Incident::asksHolder)
                    .returns(taken.beyond(), Incident::position);
            assertThat(sent).as("died after write " + write)
                    .contains(new Later(Task.ESCALATE, taken.id(), asked.position(), asked.movedAt()));
            Later step = new Later(Task.ESCALATE, taken.id(), asked.position(), asked.movedAt());
            assertThat(second.escalation.reach(step)).get().satisfies(reached ->
                    assertThat(reached.recipients()).containsExactly("call:sato"));
            Later end = new Later(Task.END_LEASE, taken.id(), taken.startAfter(), taken.acknowledgedUntil());
            assertThat(second.acknowledging.endLease(end)).as("the acknowledgement before is no more").isEmpty();
            assertThat(second.escalation.reach(new Later(Task.ESCALATE, taken.id(), asked.position() + 1, clock.instant()))).get()
                    .satisfies(reached -> assertThat(reached.recipients()).containsExactly("call:sato"));
            assertThat(second.escalation.reach(new Later(Task.ESCALATE, taken.id(), asked.position() + 2, clock.instant()))).get()
                    .satisfies(reached -> assertThat(reached.recipients()).containsExactly("call:suzuki"));
        }
    }

    /** Whoever filed it died, and its monitor has said it again before it is handled once more. */
    @Test
    void whatIsSaidAgainAfterADeathIsToldToo() {
        Incident taken = taken(open());
        ofFirst.dieAfterWrite(1);
        assertThatThrownBy(() -> first.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL)))
                .isInstanceOf(WatchedDynamoDb.Killed.class);
        ofFirst.count();
        clock.advance(Duration.ofSeconds(10));

        assertThat(looks(second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL)))).hasSize(1);
    }

    /** Whoever took it died before the end of that time was asked for, and something new has come since. */
    @Test
    void aLookThatIsDueDoesNotStandInForTheEndOfTheAcknowledgement() {
        Incident open = open();
        Instant at = clock.instant();
        Incident taken = taken(open);
        second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL));

        List<Outgoing> repeated = takes(first, taken, new Shown(at, Set.of(), null), at);

        assertThat(repeated).contains(new Later(Task.END_LEASE, taken.id(), taken.startAfter(), taken.acknowledgedUntil()));
    }

    /** What somebody takes as it is may be read before an alert is filed, and written after it was looked at. */
    @Test
    void anAlertMayComeBeforeAnyRequestOfWhoTakesIt() {
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            String system = "sys" + systems++;
            second.grouping.take(alert(system, "disk", Severity.WARNING));
            clock.advance(Duration.ofSeconds(30));
            Incident open = second.incidents.ofGroup(system).orElseThrow();
            List<Outgoing> sent = new ArrayList<>();
            interrupted[0] = false;
            ofFirst.beforeRequest(request, () -> {
                interrupted[0] = true;
                sent.addAll(second.grouping.take(alert(system, "worse", Severity.CRITICAL)));
            });

            sent.addAll(first.acknowledging.take(open.id(), "sato", clock.instant()));

            Incident now = second.incidents.find(open.id()).orElseThrow();
            boolean shown = SomethingNew.in(now, second.alerts.of(open.id()).toList()).rows().isEmpty();
            assertThat(shown || !looks(sent).isEmpty()).as("before request " + request).isTrue();
        }
    }
}
