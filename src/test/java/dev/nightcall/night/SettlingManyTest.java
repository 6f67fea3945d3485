package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Notices;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Telling;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.suppression.Holding;
import dev.nightcall.timeline.Event;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import static dev.nightcall.night.RingingPhone.CALL;
import static dev.nightcall.night.RingingPhone.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** A storm's call is about hundreds of incidents: they are settled together, and no death on the way is seen in the end. */
class SettlingManyTest {

    private static final int MANY = 250;
    private static RingingPhone many;
    private static RingingPhone few;

    @BeforeAll
    static void begin() {
        many = new RingingPhone(MANY);
        few = new RingingPhone(10);
    }

    @BeforeEach
    void stillRinging() {
        many.again();
        few.again();
    }

    @Test
    void aDigitTakesThemAllWithFewRequests() {
        List<Outgoing> sent = many.settle(Outcome.ACKNOWLEDGED);

        assertThat(many.dynamoDb.requests()).hasSizeLessThan(40);
        for (int n = 0; n < MANY; n++) {
            Incident incident = many.incident(n);
            assertThat(incident.status()).isEqualTo(n % 10 == 8 ? Status.RESOLVED : Status.ACKNOWLEDGED);
            assertThat(incident.acknowledgedBy()).isEqualTo(n % 10 == 8 ? null : n % 10 == 7 ? "suzuki" : "sato");
        }
        assertThat(laters(sent, Task.END_LEASE)).hasSize(200);
        assertThat(sent).filteredOn(Withdrawal.class::isInstance).hasSize(1);
        // And of those that suzuki has, or that were over, that sato was too late.
        assertThat(sent).filteredOn(Telling.class::isInstance).hasSize(200 + 50);
        assertThat(sent.get(sent.size() - 1)).isInstanceOf(CallSettled.class);
    }

    @Test
    void whoeverIsStillCalledAboutThemIsLookedAtOnce() {
        assertThat(many.requests.withdraw(new Withdrawal(many.ids))).as("somebody may still be needed").isEmpty();
        many.ids.forEach(id -> many.decisions.acknowledging.take(id, "somebody", RingingPhone.NOW));
        many.dynamoDb.count();

        assertThat(many.requests.withdraw(new Withdrawal(many.ids))).singleElement()
                .matches(look -> ((Later) look).subject().equals(CALL));
        assertThat(many.dynamoDb.requests()).hasSizeLessThan(12);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNANSWERED", "DECLINED", "FAILED"})
    void theNextPositionIsDueWhereThisWasTheLastCall(Outcome outcome) {
        List<Outgoing> sent = many.settle(outcome);

        assertThat(many.dynamoDb.requests()).hasSizeLessThan(40);
        assertThat(laters(sent, Task.ESCALATE)).hasSize(150).allMatch(later -> later.number() == 2);
        for (int n = 0; n < MANY; n++) {
            Set<String> sato = n % 10 < 7 ? Set.of("sato") : Set.of();
            assertThat(many.incident(n).ended()).isEqualTo(sato);
            assertThat(many.incident(n).hasPassedOn("sato")).isEqualTo(outcome == Outcome.DECLINED && !sato.isEmpty());
        }
    }

    @Test
    void whatIsWatchedIsOver() {
        List<Outgoing> sent = few.settle(Outcome.SUPPRESSED);

        assertThat(IntStream.range(0, 10).filter(n -> n != 7).mapToObj(few::incident))
                .allMatch(incident -> incident.isSuppressed() || incident.isResolved());
        assertThat(few.incident(7).acknowledgedBy()).as("what suzuki has is not watched by sato").isEqualTo("suzuki");
        assertThat(few.incident(7).status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(laters(sent, Task.END_SUPPRESSION)).hasSize(9);
        assertThat(sent).filteredOn(Withdrawal.class::isInstance).hasSize(1);
    }

    /** What one by one would come to is the measure of what happens to many. */
    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "UNANSWERED", "DECLINED"})
    void itIsAsIfTheyWereSettledOneByOne(Outcome outcome) {
        List<Outgoing> together = many.settle(outcome);
        Snapshot settled = many.now();
        many.again();

        List<Outgoing> alone = new ArrayList<>();
        many.ids.forEach(id -> alone.addAll(settleAlone(id, outcome)));

        for (String table : List.of(many.tables().incidents(), many.tables().timeline())) {
            assertThat(many.now().tables().get(table)).isEqualTo(settled.tables().get(table));
        }
        assertThat(together).filteredOn(message -> !(message instanceof Withdrawal || message instanceof CallSettled))
                .containsExactlyInAnyOrderElementsOf(alone.stream()
                        .filter(message -> !(message instanceof Withdrawal)).toList());
    }

    private static List<Outgoing> settleAlone(String id, Outcome outcome) {
        many.decisions.timeline.add(id, NOW, Event.CALL_ENDED, CALL + outcome.word(), outcome.word(),
                "sato: reason, told by contact record");
        if (outcome != Outcome.ACKNOWLEDGED) {
            return many.decisions.escalation.callEnded(id, 1, "sato", outcome == Outcome.DECLINED);
        }
        List<Outgoing> sent = new ArrayList<>(many.decisions.acknowledging.take(id, "sato", "", Shown.allUntil(NOW), NOW));
        Incident now = many.decisions.incidents.find(id).orElseThrow();
        if (now.isGoneFor("sato", NOW)) {
            many.decisions.timeline.add(id, NOW, Event.TOO_LATE, CALL, "pressed 1, " + now.whyTaken(), "sato");
            sent.addAll(Notices.tooLate(now, "sato", NOW));
        }
        return sent;
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "UNANSWERED", "DECLINED"})
    void aDeathAfterAnyWriteIsNotSeenInTheEnd(Outcome outcome) {
        assertThat(deathsNotSeen(many, outcome, () -> { })).isGreaterThan(6);
    }

    @Test
    void norIsItWhereTheyAreWatched() {
        assertThat(deathsNotSeen(few, Outcome.SUPPRESSED, () -> { })).isGreaterThan(39);
    }

    /** One of them changes between reading and writing: all of its transaction go one by one. */
    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "UNANSWERED"})
    void norIsItWhereOneIsTakenAtTheSameMoment(Outcome outcome) {
        assertThat(deathsNotSeen(few, outcome, () -> few.decisions.acknowledging.take(few.ids.get(3), "suzuki", NOW)))
                .isGreaterThan(15);
        assertThat(few.incident(3).acknowledgedBy()).isEqualTo("suzuki");
        assertThat(few.incident(4).acknowledgedBy()).isEqualTo(outcome == Outcome.ACKNOWLEDGED ? "sato" : null);
    }

    /** Nobody else would say when it ends: what fires later would be held by it until the auditor looks. */
    @Test
    void whatIsWatchedEndsThoughItHasRecoveredOrIsTakenBeforeTheRepeat() {
        few.settle(Outcome.SUPPRESSED);
        int begun = few.decisions.suppressions.all().size();
        for (int deaths = 1; deaths <= 40; deaths++) {
            few.again();
            few.dynamoDb.dieAfterWrite(deaths);
            Set<Outgoing> sent = new HashSet<>();
            settledOrDied(few, Outcome.SUPPRESSED, sent);
            few.dynamoDb.count();
            few.recovers(0);
            few.decisions.acknowledging.take(few.ids.get(1), "suzuki", NOW);

            sent.addAll(few.settle(Outcome.SUPPRESSED));

            assertThat(few.decisions.suppressions.all()).hasSizeBetween(begun - 2, begun)
                    .allSatisfy(suppression -> assertThat(sent).contains(Holding.ending(suppression)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACKNOWLEDGED", "UNANSWERED", "DECLINED", "SUPPRESSED"})
    void whatWasNotSentIsSentByTheRepeat(Outcome outcome) {
        List<Outgoing> lost = few.settle(outcome, false);
        assertThat(few.settle(outcome)).containsAll(lost);
        assertThat(few.settle(outcome)).isEmpty();
    }

    /** Dies after the first, the second, … write, then settles again. @return how many deaths there were */
    private static int deathsNotSeen(RingingPhone phone, Outcome outcome, Runnable other) {
        phone.dynamoDb.beforeTransaction(other);
        Set<Outgoing> undisturbed = Set.copyOf(phone.settle(outcome));
        Snapshot settled = phone.now();
        for (int deaths = 0; ; deaths++) {
            phone.again();
            phone.dynamoDb.dieAfterWrite(deaths + 1);
            phone.dynamoDb.beforeTransaction(other);
            Set<Outgoing> sent = new HashSet<>();
            boolean died = settledOrDied(phone, outcome, sent);
            phone.dynamoDb.count();
            sent.addAll(phone.settle(outcome));
            assertThat(sent).as("sent, death " + (deaths + 1)).containsAll(undisturbed);
            assertThat(phone.now().differences(settled)).as("state, death " + (deaths + 1)).isEmpty();
            if (!died) {
                return deaths;
            }
        }
    }

    /** What is sent is sent before it is written that the call is settled. */
    private static boolean settledOrDied(RingingPhone phone, Outcome outcome, Set<Outgoing> sent) {
        try {
            List<Outgoing> outgoing = phone.settle(outcome, false);
            sent.addAll(outgoing);
            phone.settled(outgoing);
            return false;
        } catch (WatchedDynamoDb.Killed e) {
            return true;
        }
    }

    private static List<Later> laters(List<Outgoing> sent, Task task) {
        return sent.stream().filter(Later.class::isInstance).map(Later.class::cast)
                .filter(later -> later.task() == task).toList();
    }
}
