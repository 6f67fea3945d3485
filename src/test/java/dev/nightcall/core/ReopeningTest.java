package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What fires again soon after it was over. */
class ReopeningTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Shown SHOWN = Shown.allUntil(NOW);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default:
                ackTimeout: 60m
                rounds: 2
                steps: [{recipients: ["call:sato"]}, {recipients: ["call:suzuki"]}]
                fallback: ["direct:boss"]
              urgent: {steps: [{recipients: ["call:suzuki"]}]}
              tell: {steps: [{recipients: ["direct:chat"]}]}
              twice: {steps: [{recipients: ["call:sato", "call:suzuki"], attempts: 2}]}
            rules:
              - {match: {severity: info}, policy: tell}
              - {match: {severity: critical}, policy: urgent}
            """);
    private static final Incident OPENED = Incident.opened("i", "sys", PLAN.policyFor(alert(Severity.ERROR, 0), NOW),
            Severity.ERROR, "first", NOW.minusSeconds(600));

    @Test
    void whoHadItHasItAsLongAsTheyHad() {
        Instant until = NOW.plusSeconds(1_200);
        Incident again = reopened(at(2).taken("sato", until, SHOWN).resolved(Incident.MONITOR, NOW), Severity.ERROR);

        assertThat(again).returns(Status.ACKNOWLEDGED, Incident::status).returns("sato", Incident::acknowledgedBy)
                .returns(until, Incident::acknowledgedUntil).returns(2L, Incident::position).returns(null, Incident::resolvedBy)
                .returns("a30", Incident::startedOverFor);
        assertThat(again.reopened()).isGreaterThan(2);
    }

    /** Whoever was asked last is asked again, wherever the steps had come to. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "3, 2, 1", "4, 2, 2"})
    void ifNobodyHadItTheStepsGoOnWhereTheyWere(long position, int round, int step) {
        Incident again = reopened(at(position).resolved(Incident.MONITOR, NOW), Severity.ERROR);

        assertThat(again).returns(Status.OPEN, Incident::status).returns(NOW.plusSeconds(30), Incident::movedAt);
        assertThat(again.position()).as("never where it stood before").isGreaterThan(position);
        assertThat(again.at(Course.first(again).number())).returns(round, Position::round).returns(step, Position::step);
        assertThat(again.asked()).isEmpty();
        assertThat(Course.nextMove(again)).as("and not after the wait of the step where it was").contains(Course.first(again));
    }

    @Test
    void whoWasToBeToldOfSomethingNewIsAskedAgain() {
        Incident asking = asksHolder();
        Incident again = reopened(asking.resolved(Incident.MONITOR, NOW), Severity.ERROR);

        assertThat(again.asksHolder()).isTrue();
        assertThat(Course.first(again).number()).isEqualTo(again.position()).isGreaterThan(asking.position());
    }

    @Test
    void afterTheLastRoundOrTheEndOfTheAcknowledgementTheyStartOver() {
        Incident exhausted = reopened(at(5).resolved(Incident.MONITOR, NOW), Severity.ERROR);
        Incident expired = reopened(at(2).taken("sato", NOW.minusSeconds(1), SHOWN).resolved(Incident.MONITOR, NOW), Severity.ERROR);

        for (Incident again : List.of(exhausted, expired)) {
            assertThat(again.status()).isEqualTo(Status.OPEN);
            assertThat(again.at(Course.first(again).number())).returns(1, Position::round).returns(1, Position::step);
        }
        assertThat(Course.endLease(expired, 6, NOW)).as("a late message of that acknowledgement").isEqualTo(LeaseEnd.STANDS);
    }

    @Test
    void whatIsWorseBringsItsPolicyFromTheFirstStep() {
        Incident again = reopened(at(2).resolved(Incident.MONITOR, NOW), Severity.CRITICAL);

        assertThat(again).returns("urgent", incident -> incident.policy().name()).returns(Severity.CRITICAL, Incident::severity);
        assertThat(again.at(Course.first(again).number()).recipients()).containsExactly("call:suzuki");
    }

    /** What was worse is over: nobody is phoned for it any more. */
    @Test
    void whatIsLessBringsItsPolicyToo() {
        Incident urgent = reopened(at(2).resolved(Incident.MONITOR, NOW), Severity.CRITICAL);
        Incident less = reopened(urgent.resolved(Incident.MONITOR, NOW), Severity.INFO);
        Incident had = reopened(urgent.taken("sato", NOW.plusSeconds(1_200), SHOWN).resolved(Incident.MONITOR, NOW), Severity.INFO);

        assertThat(less).returns("tell", incident -> incident.policy().name()).returns(Severity.INFO, Incident::severity);
        assertThat(less.at(Course.first(less).number()).recipients()).containsExactly("direct:chat");
        assertThat(had).returns("sato", Incident::acknowledgedBy).returns("tell", incident -> incident.policy().name());
        assertThat(over(had).at(Course.first(over(had)).number()).recipients()).containsExactly("direct:chat");
        assertThat(reopened(at(2).resolved(Incident.MONITOR, NOW), Severity.WARNING)).as("the same policy")
                .returns(Severity.WARNING, Incident::severity)
                .returns("call:suzuki", incident -> incident.at(Course.first(incident).number()).recipients().get(0));
    }

    /** By the same rule, from the first step. */
    @Test
    void whatWasSuppressedIsOpenAgainAsIfTheAlertHadJustOpenedIt() {
        Incident at = at(2);
        Incident suppressed = new Incident(at.id(), at.group(), Status.SUPPRESSED, 2, at.policy(), 0, Severity.CRITICAL, null, 0,
                null, at.openedAt(), at.openedBy(), at.movedAt(), 2, at.asked(), at.ended(), at.passedOn(), 0, null, null, "sato",
                NOW, News.NONE, null, null);
        Alert alert = alert(Severity.ERROR, 30);
        Incident again = suppressed.reopenedFor(alert, PLAN.policyFor(alert, NOW), NOW);

        assertThat(again).returns(Status.OPEN, Incident::status).returns(Severity.ERROR, Incident::severity)
                .returns(null, Incident::suppressedBy);
        assertThat(again.at(Course.first(again).number())).returns(1, Position::round).returns(1, Position::step);
        assertThat(again.position()).isEqualTo(suppressed.beyond()).isEqualTo(again.reopened());
    }

    /** Whoever takes it by the API and does not say what they have seen knows what has opened it again. */
    @Test
    void whatOpenedItAgainIsKnown() {
        Incident again = reopened(at(2).resolved(Incident.MONITOR, NOW), Severity.ERROR);

        assertThat(again.knownTo("tanaka", NOW.plusSeconds(90))).isEqualTo(new Shown(NOW.plusSeconds(30), Set.of("sys/host/"),
                Severity.ERROR, NOW.plusSeconds(90)));
    }

    @Test
    void whoHasPassedItOnIsNotAskedAgainInThisStep() {
        Policy twice = PLAN.policies().stream().filter(policy -> policy.name().equals("twice")).findFirst().orElseThrow();
        Incident opened = Incident.opened("i", "sys", twice, Severity.ERROR, "first", NOW.minusSeconds(600));
        Incident asked = opened.moved(opened.at(1), NOW).asking("sato").asking("suzuki").callEnded("sato", 1, true);
        Incident again = asked.resolved(Incident.MONITOR, NOW).reopenedFor(alert(Severity.ERROR, 30), twice, NOW.plusSeconds(30));
        Incident first = again.moved(again.at(again.position() + 1), NOW.plusSeconds(40));
        Incident second = first.moved(first.at(first.position() + 1), NOW.plusSeconds(80));
        Incident round = second.moved(second.at(second.position() + 1), NOW.plusSeconds(120));

        assertThat(first.at(first.position())).returns(1, Position::attempt);
        assertThat(first.hasPassedOn("sato")).isTrue();
        assertThat(first.hasPassedOn("suzuki")).isFalse();
        assertThat(second.at(second.position())).returns(2, Position::attempt);
        assertThat(second.hasPassedOn("sato")).isTrue();
        assertThat(round.hasPassedOn("sato")).as("the next round asks everybody").isFalse();
    }

    /** What has waited in a queue is judged by when it was said; what a suppression had is said when that is over. */
    @Test
    void howLongItWaitedToBeHandledMakesNoOther() {
        Incident over = at(2).resolved(Incident.MONITOR, NOW);
        Alert said = alert(Severity.ERROR, 60);
        Instant late = NOW.plusSeconds(720);

        assertThat(decide(over, ended(false), said, late)).isInstanceOf(Verdict.Reopens.class);
        assertThat(Spell.of(Optional.of(ended(false)), said, Duration.ofMinutes(10), late).times()).isEqualTo(2);
        assertThat(decide(over, ended(false), said.raisedAgain(said.receivedAt().plusNanos(1), late), late))
                .isInstanceOf(Verdict.Opens.class);
    }

    @Test
    void whatIsOverOtherwiseOrForLongOpensAnIncidentOfItsOwn() {
        Incident over = at(2).resolved(Incident.MONITOR, NOW);

        assertThat(decide(at(2).resolved("sato", NOW), ended(false), Severity.ERROR, 30)).as("by hand")
                .isInstanceOf(Verdict.Opens.class);
        assertThat(decide(over, ended(true), Severity.ERROR, 30)).as("it has gone elsewhere").isInstanceOf(Verdict.Opens.class);
        assertThat(decide(over, ended(false), Severity.ERROR, 600)).as("later").isInstanceOf(Verdict.Opens.class);
        assertThat(decide(over, ended(false), Severity.ERROR, 599)).isInstanceOf(Verdict.Reopens.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 5, 6, 9})
    void aPositionBeyondWasNeverAskedForNorWillBe(long position) {
        Incident taken = at(position).taken("sato", NOW.plus(Duration.ofHours(1)), SHOWN);

        assertThat(taken.beyond()).isGreaterThan(position).isGreaterThanOrEqualTo(taken.startAfter());
        assertThat(Course.endLease(asks(taken), taken.startAfter(), NOW.plus(Duration.ofHours(2)))).isEqualTo(LeaseEnd.STANDS);
    }

    private static Incident asksHolder() {
        return asks(at(1).taken("sato", NOW.plusSeconds(60), SHOWN));
    }

    /** As it is written when its holder is to be asked. */
    private static Incident asks(Incident taken) {
        long at = taken.beyond();
        return new Incident(taken.id(), taken.group(), Status.OPEN, at, taken.policy(), at, taken.severity(), null, 0, null,
                taken.openedAt(), taken.openedBy(), NOW, taken.acted(), taken.asked(), taken.ended(), taken.passedOn(), 0, null,
                null, null, null, new News(Shown.allUntil(NOW), null, null, null, null, null,
                taken.acknowledgedBy(), taken.acknowledgedUntil()), null, null);
    }

    private static Incident at(long position) {
        return OPENED.moved(OPENED.at(position), NOW.minusSeconds(60));
    }

    private static Incident reopened(Incident over, Severity severity) {
        Verdict verdict = decide(over, ended(false), severity, 30);
        assertThat(verdict).isInstanceOf(Verdict.Reopens.class);
        return verdict.where().orElseThrow();
    }

    /** The time is over for which somebody has it. */
    private static Incident over(Incident taken) {
        return taken.startedOver(taken.startAfter(), NOW);
    }

    private static Verdict decide(Incident over, AlertRow row, Severity severity, int second) {
        return decide(over, row, alert(severity, second), NOW.plusSeconds(second));
    }

    private static Verdict decide(Incident over, AlertRow row, Alert alert, Instant now) {
        Place place = new Place("sys", Optional.of(over), Optional.of(row));
        return new Taking(PLAN, now, () -> "new").decide(new Seen(alert, false, Optional.empty(), List.of(), place,
                place, Optional.empty()));
    }

    /** It recovered now. */
    private static AlertRow ended(boolean moved) {
        Alert alert = new Alert("a0", "sys", "host", "", "", Severity.ERROR, State.RESOLVED, "", NOW, NOW, Map.of());
        return new AlertRow(alert, NOW, NOW, 2, moved, moved, false, Spell.begun(NOW.minusSeconds(60)));
    }

    private static Alert alert(Severity severity, int second) {
        return new Alert("a" + second, "sys", "host", "", "", severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
