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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever had an incident is asked first about something new: until nothing of that is left, and once in a round. */
class AskingFirstTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(1_200);
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
              away:
                name: 田中
                phones: [{number: "+819000000003"}]
                unavailable: [{from: 2026-11-20, to: 2026-12-05, reason: ill}]
            teams:
              both: [sato, suzuki]
            policies:
              default:
                rounds: 2
                steps: [{recipients: ["call:sato"]}, {recipients: ["call:both"]}]
                fallback: ["direct:boss"]
            """);
    private static final Policy POLICY = PLAN.policies().stream().findFirst().orElseThrow();

    @Test
    void whoIsAskedHasItAsBeforeWhenNothingNewIsLeft() {
        assertThat(Course.keep(asks(Set.of(), UNTIL), left(), NOW)).contains(new Take.Taken("sato", UNTIL,
                "until 2026-11-22T18:30:00Z, nothing new is left"));
        assertThat(Course.keep(asks(Set.of(), UNTIL), left(WORSE), NOW)).isEmpty();
    }

    /** They are phoned about nothing that is less than that, so it is no reason to go on asking them. */
    @Test
    void whatNobodyIsPhonedAboutIsNoReasonToAsk() {
        assertThat(left(LITTLE).rows()).as("and yet new").hasSize(1);
        assertThat(Course.keep(asks(Set.of(), UNTIL), left(LITTLE), NOW)).isPresent();
    }

    @Test
    void notWhenTheirTimeIsOverNorWhenTheyWantSomebodyElseToHaveItNorElsewhere() {
        assertThat(Course.keep(asks(Set.of(), NOW), left(), NOW)).isEmpty();
        assertThat(Course.keep(asks(Set.of(), null), left(), NOW)).as("asked by an older version").isEmpty();
        assertThat(Course.keep(asks(Set.of(), UNTIL).callEnded("sato", 7, true), left(), NOW)).isEmpty();
        assertThat(Course.keep(moved(1), left(), NOW)).isEmpty();
        assertThat(Course.keep(asks(Set.of(), UNTIL).taken("suzuki", UNTIL, Shown.allUntil(NOW)), left(), NOW)).isEmpty();
    }

    /** What is lost before they were asked asks them again, and nobody else; afterwards the first step follows. */
    @Test
    void whoeverFindsThatTheyWereNotAskedAsksThem() {
        Incident asks = asks(Set.of(), UNTIL);

        assertThat(Course.nextMove(asks)).contains(Move.to(asks.position(), NOW));
        assertThat(Course.nextMove(asks.asking("sato").done())).contains(Move.to(asks.position() + 1,
                NOW.plus(POLICY.steps().get(0).waitTime())));
        assertThat(course().next(asks.asking("sato"), asks.position(), List.of("call:sato"), true).move())
                .as("what is sent when they are asked, before that is noted").contains(Move.to(asks.position() + 1,
                        NOW.plus(POLICY.steps().get(0).waitTime())));
    }

    @ParameterizedTest
    @CsvSource({"1, sato, ''", "2, both, suzuki", "3, sato, sato", "4, both, 'sato,suzuki'"})
    void theyAreNotAskedOnceMoreInTheRoundThatFollows(long position, String name, String asked) {
        Callees callees = course().callees(moved(position), name);

        assertThat(String.join(",", callees.engineers().stream().map(engineer -> engineer.id()).toList())).isEqualTo(asked);
        assertThat(callees.missing()).isEqualTo(asked.contains("sato") ? Map.of()
                : Map.of("sato", "was asked first, as they had it"));
    }

    @Test
    void aStepOfTheirsAloneIsLeftAtOnce() {
        Incident first = moved(1);

        assertThat(course().next(first, first.position(), List.of("call:sato"), false)).isEqualTo(new Next(
                Optional.of(Move.to(first.position() + 1, NOW)),
                Optional.of("no recipient can be phoned (sato: was asked first, as they had it)")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5})
    void whatFiresAgainAfterTheyHadLostItDoesNotAskThemFirst(long position) {
        Incident over = moved(position).resolved(Incident.MONITOR, NOW);
        Incident again = over.reopenedFor(WORSE.alert(), POLICY, NOW);

        assertThat(again.asksHolder()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sato, true", "away, false", "both, false", "monitoring, false"})
    void onlyAnEngineerWhoCanBePhonedIsAsked(String holder, boolean phones) {
        assertThat(course().phonesHolder(holder)).isEqualTo(phones);
    }

    private static final AlertRow WORSE = row("worse", Severity.CRITICAL);
    private static final AlertRow LITTLE = row("little", Severity.INFO);

    private static Course course() {
        return new Course(PLAN, Optional.empty(), NOW);
    }

    private static SomethingNew left(AlertRow... rows) {
        Policy policy = OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
                policies:
                  default: {callFrom: warning, steps: [{recipients: ["call:sato"]}]}
                """).policies().stream().findFirst().orElseThrow();
        Incident asks = asks(Set.of(), UNTIL);
        return SomethingNew.in(new Incident(asks.id(), asks.group(), asks.status(), asks.position(), policy, asks.base(),
                asks.severity(), null, 0, null, asks.openedAt(), asks.openedBy(), asks.movedAt(), 0, Set.of(), Set.of(),
                Set.of(), 0, null, null, null, null, asks.news(), null, null), List.of(rows));
    }

    private static AlertRow row(String service, Severity severity) {
        Alert alert = new Alert(service, "sys", "host", service, "", severity, State.FIRING, "", NOW, NOW, Map.of());
        return new AlertRow(alert, NOW, NOW, 1, false, false, false, Spell.begun(NOW.minusSeconds(30)));
    }

    /** They are asked where positions are counted from. */
    private static Incident asks(Set<PassedOn> passedOn, Instant until) {
        return new Incident("i", "sys", Status.OPEN, 7, POLICY, 7, Severity.CRITICAL, null, 0, null, NOW.minusSeconds(600), "a",
                NOW, 2, Set.of(), Set.of(), passedOn, 0, null, null, null, null, new News(new Shown(NOW.minusSeconds(300), Set.of(),
                Severity.WARNING), null, null, null, null, null, "sato", until), null, null);
    }

    /** So many positions after that. */
    private static Incident moved(long position) {
        Incident asks = asks(Set.of(), UNTIL);
        return Stream.iterate(asks, at -> at.moved(at.at(at.position() + 1), NOW)).skip(position).findFirst().orElseThrow();
    }
}
