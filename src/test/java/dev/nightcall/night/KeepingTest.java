package dev.nightcall.night;

import dev.nightcall.SettableClock;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.simulator.MemoryTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the holder of an incident is to be asked about is over before they are asked, or have answered: they have it as before,
 * whoever dies between two writes.
 */
class KeepingTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}, {recipients: ["call:suzuki"]}]}
            """);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T18:10:00Z"));
    private final MemoryTables tables = MemoryTables.of(Names.standard());
    private final WatchedDynamoDb ofFirst = new WatchedDynamoDb(tables);
    private final Decisions first = new Decisions(Names.standard().tables(), ofFirst.client(), PLAN, clock);
    private final Decisions second = new Decisions(Names.standard().tables(), new WatchedDynamoDb(tables).client(), PLAN, clock);
    private int systems;

    /** The alert has recovered before they are asked, or when it is to go on without them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whoLeavesItWithThemMayDieAfterAnyWriteAndIsRepeated(int step) {
        boolean[] died = {true};
        for (int write = 1; died[0]; write++) {
            Incident taken = taken();
            Incident asked = asked(taken);
            Alert over = alert(asked.group(), "worse", Severity.CRITICAL, State.RESOLVED);
            second.grouping.take(over);
            Later next = new Later(Task.ESCALATE, asked.id(), asked.position() + step, asked.movedAt());
            ofFirst.dieAfterWrite(write);
            try {
                escalate(first, next);
                died[0] = false;
            } catch (WatchedDynamoDb.Killed e) {
                died[0] = true;
            } finally {
                ofFirst.count();
            }

            List<Outgoing> sent = escalate(second, next);

            Incident kept = second.incidents.find(asked.id()).orElseThrow();
            assertThat(kept).as("died after write " + write).returns(Status.ACKNOWLEDGED, Incident::status)
                    .returns("sato", Incident::acknowledgedBy).returns(taken.acknowledgedUntil(), Incident::acknowledgedUntil);
            Later end = new Later(Task.END_LEASE, kept.id(), kept.startAfter(), taken.acknowledgedUntil());
            assertThat(sent).contains(end);
            assertThat(second.escalation.reach(next)).as("nobody is called").isEmpty();
            Later old = new Later(Task.END_LEASE, kept.id(), taken.startAfter(), taken.acknowledgedUntil());
            clock.advance(Duration.between(clock.instant(), taken.acknowledgedUntil()));
            assertThat(second.acknowledging.endLease(old)).isEmpty();
            assertThat(second.acknowledging.endLease(end))
                    .contains(new Later(Task.ESCALATE, kept.id(), end.number(), clock.instant()));
            assertThat(second.escalation.reach(new Later(Task.ESCALATE, kept.id(), end.number(), clock.instant()))).get()
                    .satisfies(reached -> assertThat(reached.recipients()).containsExactly("call:sato"));
        }
    }

    /** Something else comes while it is left with them: it is told, or they are asked about that. */
    @Test
    void anAlertMayComeBeforeAnyRequestOfWhoLeavesItWithThem() {
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            Incident asked = asked(taken());
            second.grouping.take(alert(asked.group(), "worse", Severity.CRITICAL, State.RESOLVED));
            List<Outgoing> sent = new ArrayList<>();
            interrupted[0] = false;
            ofFirst.beforeRequest(request, () -> {
                interrupted[0] = true;
                sent.addAll(second.grouping.take(alert(asked.group(), "other", Severity.CRITICAL, State.FIRING)));
            });

            sent.addAll(escalate(first, new Later(Task.ESCALATE, asked.id(), asked.position(), asked.movedAt())));

            Incident now = second.incidents.find(asked.id()).orElseThrow();
            boolean isAsked = now.asksHolder() && now.position() == asked.position();
            assertThat(isAsked || !interrupted[0] || asksForALook(sent)).as("before request " + request).isTrue();
        }
    }

    /** They press 3 at that moment: somebody else shall have it. */
    @Test
    void whoPassesItOnBeforeAnyRequestDoesNotKeepIt() {
        boolean[] interrupted = {true};
        for (int request = 1; interrupted[0]; request++) {
            Incident asked = asked(taken());
            second.grouping.take(alert(asked.group(), "worse", Severity.CRITICAL, State.RESOLVED));
            interrupted[0] = false;
            boolean[] passed = {false};
            ofFirst.beforeRequest(request, () -> {
                interrupted[0] = true;
                passed[0] = second.incidents.callEnded(asked, asked.position(), "sato", true).isPresent();
            });

            escalate(first, new Later(Task.ESCALATE, asked.id(), asked.position() + 1, asked.movedAt()));

            Incident now = second.incidents.find(asked.id()).orElseThrow();
            assertThat(now.status()).as("before request " + request)
                    .isEqualTo(passed[0] ? Status.OPEN : Status.ACKNOWLEDGED);
        }
    }

    /** As the route does. */
    private static List<Outgoing> escalate(Decisions decisions, Later later) {
        Incident incident = decisions.incidents.find(later.subject()).orElseThrow();
        List<Outgoing> changed = decisions.closing.closeIfNothingFires(incident);
        if (changed.isEmpty()) {
            decisions.escalation.reach(later, incident);
        }
        return changed;
    }

    private Incident taken() {
        String system = "sys" + systems++;
        second.grouping.take(alert(system, "disk", Severity.WARNING, State.FIRING));
        clock.advance(Duration.ofSeconds(30));
        Incident opened = second.incidents.ofGroup(system).orElseThrow();
        second.escalation.reach(new Later(Task.ESCALATE, opened.id(), 1, clock.instant())).orElseThrow();
        second.acknowledging.take(opened.id(), "sato", clock.instant());
        clock.advance(Duration.ofSeconds(30));
        return second.incidents.find(opened.id()).orElseThrow();
    }

    private Incident asked(Incident taken) {
        second.grouping.take(alert(taken.group(), "worse", Severity.CRITICAL, State.FIRING));
        clock.advance(Duration.ofSeconds(10));
        second.informing.look(new Later(Task.TELL_HOLDER, taken.id(), 0, clock.instant()));
        clock.advance(Duration.ofSeconds(10));
        return second.incidents.find(taken.id()).filter(Incident::asksHolder).orElseThrow();
    }

    private static boolean asksForALook(List<Outgoing> outgoing) {
        return outgoing.stream().anyMatch(one -> one instanceof Later later && later.task() == Task.TELL_HOLDER);
    }

    private Alert alert(String system, String service, Severity severity, State state) {
        Instant now = clock.instant();
        return new Alert(system + service + state, system, "a", service, "", severity, state, "", now, now, Map.of());
    }
}
