package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether an escalation stays where it is because nobody can be phoned. */
class HeldCourseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Duration WAIT = Duration.ofMinutes(3);
    private static final Policy POLICY = new Policy("p", Duration.ofSeconds(5), Duration.ofHours(1), 1, Duration.ofMinutes(5),
            List.of(new Step(List.of("call:sato"), WAIT), new Step(List.of("call:suzuki"), WAIT),
                    new Step(List.of("direct:notify-chat"), WAIT)), List.of("direct:notify-chat"));
    private static final Policy SILENT = new Policy("s", Duration.ofSeconds(5), Duration.ofHours(1), 1, Duration.ofMinutes(5),
            List.of(new Step(List.of("direct:notify-chat"), WAIT)), List.of());
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);
    private static final PhoneOutage OUTAGE = outage("");

    @Test
    void whoIsAskedAndNotCalledIsNotPassedOver() {
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), OUTAGE)).get()
                .matches(held -> !held.hold().over() && held.hold().since().equals(OUTAGE.since()))
                .extracting(Reach.Held::pause).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aStepWithoutATelephoneGoesOn() {
        assertThat(held(POLICY, 2, Set.of("suzuki"), Set.of(), OUTAGE)).as("to one").isEmpty();
        assertThat(held(SILENT, 1, Set.of(), Set.of(), OUTAGE)).as("of a policy that phones nobody").isEmpty();
    }

    @Test
    void theFirstTelephoneIsAskedForAndSoIsTheNextWhenTheCallHasEnded() {
        assertThat(held(POLICY, 0, Set.of(), Set.of(), OUTAGE)).isEmpty();
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of("sato"), OUTAGE)).isEmpty();
    }

    /** One of two whose numbers are refused must not keep the third one from being phoned. */
    @Test
    void whatMayBeOfTheirNumbersOnlyKeepsNobodyElseFromBeingPhoned() {
        PhoneOutage numbers = outage(" for different numbers");
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), numbers)).isEmpty();
        assertThat(held(POLICY, 3, Set.of(), Set.of(), numbers)).as("exhausted").isPresent();
    }

    @Test
    void nothingIsExhausted() {
        assertThat(held(POLICY, 3, Set.of(), Set.of(), OUTAGE)).isPresent();
    }

    @Test
    void withoutAnOutageNothingIsHeld() {
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), null)).isEmpty();
    }

    @Test
    void anOutageThatNobodyTriesToEndHoldsNothing() {
        PhoneOutage forgotten = new PhoneOutage(NOW.minusSeconds(600), null, "403 X", null, Proof.CONTACT, 3,
                NOW.minusSeconds(300));
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), forgotten)).isEmpty();
        assertThat(held(POLICY, 3, Set.of(), Set.of(), forgotten)).isEmpty();
    }

    @Test
    void whenItIsOverWhoIsAskedHasTheWholeTimeOfTheStep() {
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW.minusSeconds(10)))).get()
                .matches(held -> held.hold().over() && held.hold().since().equals(NOW.minusSeconds(10)) && !held.tells());
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of("sato"), over(NOW.minusSeconds(10)))).as("the call has ended")
                .isEmpty();
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW.minus(WAIT)))).as("the time is over").isEmpty();
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW.minus(WAIT).plusSeconds(1)))).isPresent();
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW.minus(Duration.ofHours(1)))))
                .as("it was over before the step was reached").isEmpty();
    }

    /** Or the audit would say that it is late. */
    @Test
    void whatAnOutageHasHeldIsDueWhenThatTimeIsOver() {
        Incident asked = incident(POLICY, 1, Set.of("sato"), Set.of());
        Move move = Course.nextMove(asked).orElseThrow();
        assertThat(move.due()).isEqualTo(NOW);

        assertThat(Course.due(asked, move, Optional.of(over(NOW.minusSeconds(10))))).isEqualTo(NOW.minusSeconds(10).plus(WAIT));
        assertThat(Course.due(incident(POLICY, 1, Set.of("sato"), Set.of("sato")), move, Optional.of(over(NOW.minusSeconds(10)))))
                .as("the call has ended").isEqualTo(NOW);
        assertThat(Course.due(asked, move, Optional.of(over(NOW.minus(Duration.ofHours(1)))))).as("before the step")
                .isEqualTo(NOW);
        assertThat(Course.due(asked, move, Optional.empty())).isEqualTo(NOW);
    }

    @Test
    void itIsLookedAtEveryHalfMinuteAndWhenTheTimeIsOver() {
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW))).get().extracting(Reach.Held::pause)
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), over(NOW.minus(WAIT).plusSeconds(5)))).get()
                .extracting(Reach.Held::pause).isEqualTo(Duration.ofSeconds(6));
    }

    /** They work; that nobody has taken it is told when that is so. */
    @Test
    void channelsOfAStepAreToldAndThoseOfTheEndAreNot() {
        assertThat(held(POLICY, 1, Set.of("sato"), Set.of(), OUTAGE)).get().matches(Reach.Held::tells);
        assertThat(held(POLICY, 3, Set.of(), Set.of(), OUTAGE)).get().matches(held -> !held.tells());
    }

    private static PhoneOutage outage(String of) {
        return new PhoneOutage(NOW.minusSeconds(60), null, "403 X" + of, null, Proof.CONTACT, 3, NOW.plusSeconds(20));
    }

    private static PhoneOutage over(Instant ended) {
        return new PhoneOutage(ended.minusSeconds(600), ended, "403 X", null, Proof.CONTACT, 3, ended);
    }

    private static Optional<Reach.Held> held(Policy policy, long position, Set<String> asked, Set<String> ended,
                                             PhoneOutage outage) {
        Reach reach = new Course(PLAN, Optional.ofNullable(outage), NOW).reach(incident(policy, position, asked, ended),
                position + 1, Severity.CRITICAL);
        return Optional.of(reach).filter(Reach.Held.class::isInstance).map(Reach.Held.class::cast);
    }

    private static Incident incident(Policy policy, long position, Set<String> asked, Set<String> ended) {
        return new Incident("i", "group", Status.OPEN, position, policy, 0, Severity.CRITICAL, null, 0, null,
                NOW.minus(WAIT).minusSeconds(10), "alert", NOW.minus(WAIT), position, asked, ended, Set.of(), 0, null, null,
                null, null, News.NONE, null, null);
    }
}
