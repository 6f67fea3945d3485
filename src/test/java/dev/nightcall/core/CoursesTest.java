package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.oncall.Step;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every escalation, whatever its policy and whatever happens, in whatever order messages come. */
class CoursesTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
              away:
                name: Away
                phones: [{number: "+819000000003"}]
                unavailable: [{from: 2026-11-20, to: 2027-12-05, reason: ill}]
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);
    private static final List<String> RECIPIENTS = List.of("call:sato", "call:suzuki", "call:away", "direct:chat");

    /** What may happen; the number picks a message, an engineer or a time. */
    record Happens(What what, int number) {

        enum What { MESSAGE, DUE_MESSAGE, CALL_ENDS, PASSED_ON, TAKEN, TIME }
    }

    @Property(tries = 1000)
    void everyEscalationGoesOnAndNeverBack(@ForAll("policies") Policy policy,
                                           @ForAll("happenings") @Size(min = 1, max = 60) List<Happens> happenings) {
        Played played = new Played(policy);
        for (Happens one : happenings) {
            Incident before = played.incident;
            played.play(one);
            Incident after = played.incident;

            assertThat(after.position()).as("only grows").isGreaterThanOrEqualTo(before.position());
            assertThat(Course.nextMove(after)).as("is moved by something, unless it rests")
                    .isPresent().get().returns(true, move -> played.isSent(move) || !after.isOpen()
                            || after.acted() != after.position());
            if (before.status() == Status.ACKNOWLEDGED && after.isOpen()) {
                assertThat(played.now).as("nobody loses it before the lease ends").isAfterOrEqualTo(before.acknowledgedUntil());
            }
            boolean leavesFallback = after.position() > before.position() && before.position() > 0
                    && before.isOpen() && before.at(before.position()).isFallback(policy);
            if (leavesFallback) {
                assertThat(played.now).as("the pause is waited for").isAfterOrEqualTo(before.movedAt().plus(policy.pause()));
            }
        }
    }

    /** A shell in memory, whose messages come in any order, late and more than once, but never early. */
    private static final class Played {

        private final List<Move> sent = new ArrayList<>();
        private Instant now = BEGIN;
        private Incident incident;

        Played(Policy policy) {
            incident = Incident.opened("i", "group", policy, Severity.CRITICAL, "alert", BEGIN);
            send(Course.nextMove(incident));
        }

        boolean isSent(Move move) {
            return sent.stream().anyMatch(one -> one.kind() == move.kind() && one.number() == move.number());
        }

        void play(Happens one) {
            switch (one.what()) {
                case MESSAGE -> receive(sent.get(one.number() % sent.size()));
                case DUE_MESSAGE -> receive(sent.get(sent.size() - 1));
                case CALL_ENDS -> callEnds(one.number(), false);
                case PASSED_ON -> callEnds(one.number(), true);
                case TAKEN -> taken(one.number() % 2 == 0 ? "sato" : "suzuki");
                case TIME -> now = now.plusSeconds(one.number());
            }
        }

        private void receive(Move move) {
            now = move.due().isAfter(now) ? move.due() : now;
            if (move.kind() == Move.Kind.END_LEASE) {
                if (Course.endLease(incident, move.number(), now) == LeaseEnd.ENDS) {
                    incident = incident.startedOver(move.number(), now);
                    send(Optional.of(Move.to(move.number(), now)));
                }
            } else if (new Course(PLAN, Optional.empty(), now).reach(incident, move.number(), Severity.CRITICAL)
                    instanceof Reach.Moves moves) {
                reach(moves);
            }
        }

        private void reach(Reach.Moves moves) {
            Course course = new Course(PLAN, Optional.empty(), now);
            incident = incident.moved(moves.to(), moves.at());
            for (String call : moves.who().recipients().stream().filter(Recipients::isCall).toList()) {
                course.callees(incident, Recipients.named(call)).engineers().stream()
                        .filter(engineer -> Course.isToBeAsked(incident, moves.to().number(), engineer.id()))
                        .forEach(engineer -> incident = incident.asking(engineer.id()));
            }
            Next next = course.next(incident, moves.to().number(), moves.who().recipients(), !incident.asked().isEmpty());
            assertThat(next.nobody().isPresent()).as("left at once only when nobody is asked").isEqualTo(
                    incident.asked().isEmpty() && moves.who().recipients().stream().anyMatch(Recipients::isCall)
                            && !moves.to().isFallback(incident.policy()));
            send(next.move());
            incident = incident.done();
            send(Course.left(incident, now));
        }

        private void callEnds(int number, boolean isPassedOn) {
            List<String> asked = incident.asked().stream().sorted().toList();
            if (!asked.isEmpty() && incident.isOpen()) {
                incident = incident.callEnded(asked.get(number % asked.size()), incident.position(), isPassedOn);
                send(Course.left(incident, now));
            }
        }

        private void taken(String by) {
            Incident before = incident;
            Take take = Course.take(incident, by, "", now);
            if (take instanceof Take.Taken taken) {
                incident = incident.taken(by, taken.until(), incident.knownTo(by, now));
            } else if (take instanceof Take.Renewed renewed) {
                assertThat(by).as("nobody takes it from another").isEqualTo(before.acknowledgedBy());
                incident = incident.taken(by, renewed.until(), incident.knownTo(by, now));
            }
            send(Course.nextMove(incident));
        }

        private void send(Optional<Move> move) {
            move.ifPresent(sent::add);
        }
    }

    @Provide
    Arbitrary<Policy> policies() {
        Arbitrary<Step> steps = Combinators.combine(Arbitraries.of(RECIPIENTS).set().ofMinSize(1).ofMaxSize(3),
                Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 200))
                .as((recipients, attempts, wait) -> new Step(List.copyOf(recipients), attempts, Duration.ofSeconds(wait)));
        return Combinators.combine(Arbitraries.integers().between(0, 10), Arbitraries.integers().between(1, 3),
                Arbitraries.integers().between(1, 900), Arbitraries.integers().between(1, 3600),
                steps.list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(RECIPIENTS).set().ofMaxSize(2))
                .as((wait, rounds, pause, lease, all, fallback) -> new Policy("p", Duration.ofSeconds(wait),
                        Duration.ofSeconds(lease), rounds, Duration.ofSeconds(pause), all, List.copyOf(fallback)));
    }

    @Provide
    Arbitrary<List<Happens>> happenings() {
        return Combinators.combine(Arbitraries.of(Happens.What.class), Arbitraries.integers().between(0, 600)).as(Happens::new)
                .list();
    }
}
