package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an escalation, case by case. */
class CourseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Shown SHOWN = Shown.allUntil(NOW);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: Sato, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
              away:
                name: Away
                phones: [{number: "+819000000003"}]
                unavailable: [{from: 2026-11-20, to: 2026-12-05, reason: ill}]
            teams:
              all: [sato, away, suzuki]
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);
    /** Positions 1 and 2 are steps, 3 is the fallback. */
    private static final Policy POLICY = policy(Severity.ERROR, "call:all", "call:away");

    /** @param acted at which position everything was done last */
    @ParameterizedTest
    @CsvSource({"OPEN, 1, 1, 2, Moves", "OPEN, 1, 1, 1, Nothing", "OPEN, 1, 0, 1, Again", "OPEN, 2, 2, 1, Nothing",
            "OPEN, 1, 1, 3, Nothing", "OPEN, 1, 0, 2, Moves", "ACKNOWLEDGED, 1, 1, 2, Nothing", "SUPPRESSED, 1, 1, 2, Nothing",
            "RESOLVED, 1, 1, 2, Nothing"})
    void aPositionIsAskedFor(Status status, long at, long acted, long asked, String verdict) {
        Reach reach = course().reach(incident(status, POLICY, at, acted, Set.of(), Set.of()), asked, Severity.CRITICAL);

        assertThat(reach.getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void itIsSaidWhoIsToldAndWhy() {
        assertThat(reach(POLICY, 0)).returns("round 1 step 1", Reach.Moves::reason)
                .extracting(moves -> moves.who().recipients()).isEqualTo(List.of("call:all"));
        assertThat(reach(POLICY, 2)).returns("last round ended", Reach.Moves::reason);
    }

    @Test
    void nobodyIsPhonedAboutLittleAndWhatIsBadEnoughEndsTheRest() {
        Incident open = incident(Status.OPEN, policy(Severity.ERROR, "call:sato", "direct:chat"), 0, 0, Set.of(), Set.of());
        Reach reach = course().reach(open, 1, Severity.WARNING);

        assertThat(reach).isInstanceOfSatisfying(Reach.Moves.class, moves -> {
            assertThat(moves.who()).isEqualTo(new Addressees(List.of("direct:chat"), true, false));
            assertThat(moves.reason()).isEqualTo("nobody is phoned about less than error");
        });
        Incident rests = resting(open);
        assertThat(Course.nextMove(rests)).isEmpty();
        assertThat(course().next(rests, 1, List.of("direct:chat"), false)).isEqualTo(Next.NOTHING);
        assertThat(Course.wakes(rests, Severity.WARNING)).isFalse();
        assertThat(Course.wakes(rests, Severity.ERROR)).isTrue();
        assertThat(Course.wakes(open, Severity.CRITICAL)).as("it does not rest").isFalse();
    }

    @Test
    void whoIsBehindANameAndNotAskedIsToldWithTheReason() {
        Incident passedOn = incident(Status.OPEN, POLICY, 1, 0, Set.of(), Set.of()).callEnded("sato", 1, true);
        Callees callees = course().callees(passedOn, "all");

        assertThat(callees.engineers()).extracting("id").containsExactly("suzuki");
        assertThat(callees.missing()).containsEntry("sato", "has passed it on").containsEntry("away", "ill until 2026-12-05");
    }

    @Test
    void nobodyIsAskedTwiceNorElsewhere() {
        Incident incident = incident(Status.OPEN, POLICY, 1, 0, Set.of("sato"), Set.of());
        assertThat(Course.isToBeAsked(incident, 1, "suzuki")).isTrue();
        assertThat(Course.isToBeAsked(incident, 1, "sato")).isFalse();
        assertThat(Course.isToBeAsked(incident, 2, "suzuki")).isFalse();
        assertThat(Course.isToBeAsked(incident.taken("sato", NOW, SHOWN), 1, "suzuki")).isFalse();
    }

    @Test
    void whereNobodyCanBeReachedNobodyIsWaitedFor() {
        Incident second = incident(Status.OPEN, POLICY, 2, 1, Set.of(), Set.of());
        assertThat(course().next(second, 2, List.of("call:away"), false)).isEqualTo(new Next(Optional.of(Move.to(3, NOW)),
                Optional.of("no recipient can be phoned (away: ill until 2026-12-05)")));
        assertThat(course().next(second, 2, List.of("call:away"), true)).as("somebody was asked just now")
                .isEqualTo(waits(3));
        assertThat(course().next(second.asking("sato"), 2, List.of("call:away"), false)).as("or before").isEqualTo(waits(3));
        assertThat(course().next(second, 2, List.of("direct:chat"), false)).as("for who is told only").isEqualTo(waits(3));
        assertThat(course().next(second, 1, List.of("call:away"), false)).as("elsewhere").isEqualTo(Next.NOTHING);
        Incident fallback = incident(Status.OPEN, POLICY, 3, 2, Set.of(), Set.of());
        assertThat(course().next(fallback, 3, List.of("call:away"), false).nobody()).isEmpty();
    }

    private static Next waits(long next) {
        return new Next(Optional.of(Move.to(next, NOW.plusSeconds(180))), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, a, a, true", "1, 1, 'a,b', a, false", "1, 1, 'a,b', 'b,a', true", "1, 1, '', '', false",
            "3, 3, a, a, false", "1, 0, a, a, false", "1, 1, a, 'a,b', true"})
    void aStepIsLeftWhenAllItsCallsHaveEndedButThePauseIsWaitedFor(long at, long acted, String asked, String ended,
                                                                   boolean left) {
        Incident incident = incident(Status.OPEN, POLICY, at, acted, names(asked), names(ended));

        assertThat(Course.left(incident, NOW)).isEqualTo(left ? Optional.of(Move.to(at + 1, NOW)) : Optional.empty());
        assertThat(Course.left(incident.taken("a", NOW, SHOWN), NOW)).isEmpty();
    }

    @Test
    void whoeverHasItHasItUntilTheLeaseEndsAndOnlyTheyRenewIt() {
        Incident open = incident(Status.OPEN, POLICY, 1, 1, Set.of("sato"), Set.of());
        Instant until = NOW.plus(LEASE);
        assertThat(Course.take(open, "sato", "by telephone", NOW))
                .isEqualTo(new Take.Taken("sato", until, "until " + until + ", by telephone"));

        Incident taken = open.taken("sato", until, SHOWN);
        assertThat(Course.take(taken, "sato", "", NOW)).as("for no longer").isInstanceOf(Take.Left.class);
        assertThat(Course.take(taken, "sato", "", NOW.plusSeconds(1)))
                .isEqualTo(new Take.Renewed("sato", until.plusSeconds(1), "renewed until " + until.plusSeconds(1)));
        assertThat(Course.take(taken, "suzuki", "", NOW.plusSeconds(1))).isEqualTo(new Take.Left("acknowledged by sato"));
        assertThat(Course.takeFrom(taken, "sato", "suzuki", "", NOW))
                .isEqualTo(new Take.Renewed("suzuki", until, "taken from sato until " + until));
        assertThat(Course.takeFrom(taken, "tanaka", "suzuki", "", NOW)).isInstanceOf(Take.Left.class);
        assertThat(Course.take(open.resolved("monitor", NOW), "sato", "", NOW)).isEqualTo(new Take.Left("resolved by monitor"));
    }

    @Test
    void whoeverTookItBeforeItWasOverHasHadItThoughThatIsKnownLater() {
        Incident open = incident(Status.OPEN, POLICY, 1, 1, Set.of("sato"), Set.of()).startedOver(2, NOW);
        Instant over = NOW.plusSeconds(1);
        Instant until = NOW.plus(LEASE);

        assertThat(Course.take(open.resolved("monitor", over), "sato", "", NOW))
                .isEqualTo(new Take.HadBefore("sato", until, "until " + until));
        assertThat(Course.take(open.resolved("suzuki", over), "sato", "", NOW)).as("closed by hand")
                .isEqualTo(new Take.Left("resolved by suzuki"));
        assertThat(Course.take(open.taken("suzuki", until, SHOWN).resolved("monitor", over), "sato", "", NOW))
                .as("another one had it").isInstanceOf(Take.Left.class);
        assertThat(Course.take(open.taken("sato", until, SHOWN).resolved("monitor", over), "sato", "", NOW)).as("said again")
                .isInstanceOf(Take.Left.class);
    }

    @Test
    void whenTheLeaseIsOverTheRoundsStartOver() {
        Incident taken = incident(Status.OPEN, POLICY, 2, 2, Set.of("sato"), Set.of()).taken("sato", NOW, SHOWN);
        assertThat(Course.nextMove(taken)).contains(
                new Move(Move.Kind.END_LEASE, 4, NOW, "end of the acknowledgement by sato"));
        assertThat(Course.endLease(taken, 4, NOW.minusMillis(1))).isEqualTo(LeaseEnd.STANDS);
        assertThat(Course.endLease(taken, 4, NOW)).isEqualTo(LeaseEnd.ENDS);

        Incident open = taken.startedOver(4, NOW);
        assertThat(Course.endLease(open, 4, NOW)).as("said again").isEqualTo(LeaseEnd.ENDED);
        assertThat(Course.endLease(open, 7, NOW)).isEqualTo(LeaseEnd.STANDS);
        Incident takenLater = incident(Status.OPEN, POLICY, 5, 5, Set.of("sato"), Set.of()).taken("sato", NOW, SHOWN);
        assertThat(Course.endLease(takenLater, 4, NOW)).as("of the earlier lease, once more").isEqualTo(LeaseEnd.STANDS);
        assertThat(Course.endLease(takenLater, 7, NOW)).isEqualTo(LeaseEnd.ENDS);
        assertThat(Course.endLease(taken.resolved("sato", NOW), 4, NOW)).isEqualTo(LeaseEnd.STANDS);
        assertThat(course().reach(open, 4, Severity.CRITICAL)).isInstanceOfSatisfying(Reach.Moves.class, moves ->
                assertThat(moves.reason()).isEqualTo("round 1 step 1"));
    }

    /** Who is about to be phoned hears whether anybody else will be. */
    @Test
    void othersAreAskedByTheSameStepOrByTheCatchAllWhenNoStepCanPhoneAnybody() {
        Incident all = incident(Status.OPEN, POLICY, 1, 0, Set.of("sato"), Set.of());
        assertThat(course().asksOthers(all, "sato")).as("suzuki will be").isTrue();
        Incident alone = incident(Status.OPEN, policy(Severity.ERROR, "call:sato", "call:sato"), 1, 0, Set.of("sato"), Set.of());
        assertThat(course().asksOthers(alone, "sato")).isFalse();
        assertThat(course().asksOthers(alone, "suzuki")).as("sato has been").isTrue();
        Incident ill = incident(Status.OPEN, policy(Severity.ERROR, "call:away", "call:away"), 1, 0, Set.of("sato"), Set.of());
        assertThat(course().asksOthers(ill, "sato")).isFalse();

        OnCall caught = OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: Sato, phones: [{number: "+819000000001"}]}
                  suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
                  away:
                    name: Away
                    phones: [{number: "+819000000003"}]
                    unavailable: [{from: 2026-11-20, to: 2026-12-05, reason: ill}]
                policies:
                  default: {steps: [{recipients: ["call:away"]}]}
                catchAll: ["call:sato", "call:suzuki"]
                """);
        assertThat(new Course(caught, Optional.empty(), NOW).asksOthers(ill, "sato")).as("suzuki, by the catch-all").isTrue();
    }

    /** Such a call keeps no other one waiting: whoever is called about it knows of it, or will hear of it again. */
    @Test
    void peopleAreCalledAgainInALaterRoundAndAfterALease() {
        Incident first = incident(Status.OPEN, POLICY, 0, 0, Set.of(), Set.of());
        assertThat(Course.isAgain(first, 1)).isFalse();
        assertThat(Course.isAgain(first, 2)).as("somebody else").isFalse();
        assertThat(Course.isAgain(first, 4)).as("after the pause").isTrue();
        assertThat(Course.isAgain(first.taken("sato", NOW, SHOWN).startedOver(1, NOW), 1)).as("nobody was called yet").isFalse();
        assertThat(Course.isAgain(first.taken("sato", NOW, SHOWN).startedOver(4, NOW), 4)).isTrue();
    }

    private static Course course() {
        return new Course(PLAN, Optional.empty(), NOW);
    }

    private static Reach.Moves reach(Policy policy, long from) {
        return (Reach.Moves) course().reach(incident(Status.OPEN, policy, from, from, Set.of(), Set.of()), from + 1,
                Severity.CRITICAL);
    }

    private static Policy policy(Severity callFrom, String first, String second) {
        Duration wait = Duration.ofMinutes(3);
        return new Policy("p", null, Duration.ofSeconds(5), callFrom, null, LEASE, 1, wait,
                List.of(new Step(List.of(first), wait), new Step(List.of(second), wait)), List.of("direct:boss"), null, null, null, null);
    }

    private static Incident incident(Status status, Policy policy, long at, long acted, Set<String> asked, Set<String> ended) {
        return new Incident("i", "group", status, at, policy, 0, Severity.CRITICAL, null, 0, null, NOW, "alert", NOW, acted,
                asked, ended, Set.of(), 0, "sato", NOW, "sato", NOW, News.NONE, "sato", NOW);
    }

    private static Incident resting(Incident open) {
        return new Incident(open.id(), open.group(), open.status(), 1, open.policy(), 0, open.severity(), null, 1, null, NOW,
                "alert", NOW, 1, Set.of(), Set.of(), Set.of(), 0, null, null, null, null, News.NONE, null, null);
    }

    private static Set<String> names(String list) {
        return list.isEmpty() ? Set.of() : Set.of(list.split(","));
    }
}
