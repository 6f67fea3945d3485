package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.Sent;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.oncall.OnCall;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of an alert, by what is known of it. */
class TakingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {steps: [{recipients: ["call:sato"]}]}
            """);

    private final AtomicInteger ids = new AtomicInteger();
    private final Taking taking = new Taking(PLAN, NOW, () -> "new" + ids.incrementAndGet());

    @Test
    void theFirstOpensAnIncidentAndTheSecondJoinsIt() {
        Verdict first = taking.decide(seen(alert(State.FIRING, 0), Place.empty("sys")));
        Verdict second = taking.decide(seen(alert(State.FIRING, 1), Place.empty("sys")));
        Verdict elsewhere = taking.decide(seen(alert(State.FIRING, 2), Place.empty("other")));

        assertThat(first).isInstanceOf(Verdict.Opens.class);
        assertThat(second).isInstanceOfSatisfying(Verdict.Joins.class, joins -> {
            assertThat(joins.incident()).isEqualTo(first.where().orElseThrow());
            assertThat(joins.before()).isEmpty();
        });
        assertThat(elsewhere).isInstanceOfSatisfying(Verdict.Opens.class, opens ->
                assertThat(opens.incident().group()).isEqualTo("other"));
    }

    /** @param filed what is filed of it: said before (-), at the same time (=) or after (+), and its state */
    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', value = {
            "FIRING       | OPEN         | none        | Joins          | joined",
            "FIRING       | OPEN         | -FIRING     | Joins          | joined",
            "FIRING       | OPEN         | =FIRING     | Joins          | joined",
            "FIRING       | OPEN         | +RESOLVED   | Joins          | older",
            "FIRING       | ACKNOWLEDGED | -RESOLVED   | Joins          | joined",
            "FIRING       | SUPPRESSED   | -FIRING     | Joins          | joined",
            "FIRING       | RESOLVED     | none        | Opens          | opened",
            "FIRING       | RESOLVED     | -RESOLVED   | Reopens        | reopened",
            "FIRING       | RESOLVED     | =RESOLVED   | Settled        | ignored",
            "FIRING       | RESOLVED     | =FIRING     | Opens          | opened",
            "FIRING       | RESOLVED     | +RESOLVED   | Settled        | older",
            "RESOLVED     | none         | none        | Unknown        | ignored",
            "RESOLVED     | OPEN         | none        | Unknown        | ignored",
            "RESOLVED     | OPEN         | -FIRING     | Leaves         | recovered",
            "RESOLVED     | OPEN         | =RESOLVED   | Leaves         | recovered",
            "RESOLVED     | OPEN         | +FIRING     | Leaves         | older",
            "RESOLVED     | RESOLVED     | none        | Leaves         | ignored",
            "ACKNOWLEDGED | OPEN         | -FIRING     | TakenAtMonitor | noted",
            "ACKNOWLEDGED | OPEN         | -RESOLVED   | Noted          | noted",
            "ACKNOWLEDGED | RESOLVED     | -FIRING     | Noted          | noted",
            "ACKNOWLEDGED | none         | none        | Noted          | noted",
            "NOTE         | OPEN         | none        | Noted          | noted"})
    void whatIsSaidMeetsWhatIsKnown(State said, Status incident, String filed, String verdict, String decision) {
        Alert alert = alert(said, 0);
        Verdict decided = taking.decide(seen(alert, place(incident, filed == null ? Optional.empty() : Optional.of(row(filed)))));

        assertThat(decided.getClass().getSimpleName()).isEqualTo(verdict);
        assertThat(decided.decision().word()).isEqualTo(decision);
        assertThat(decided.alert()).isEqualTo(alert);
    }

    /** Somebody who closes an incident knows what fires in it. */
    @Test
    void whatFiresInWhatWasClosedByHandIsDealtWith() {
        Incident closed = incident("i1", "sys", Status.RESOLVED, "sato");
        Place place = new Place("sys", Optional.of(closed), Optional.of(row("=FIRING")));
        assertThat(taking.decide(seen(alert(State.FIRING, 0), place))).isInstanceOf(Verdict.Settled.class);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyWhatFiresIsHeld(State state) {
        Suppression suppression = new Suppression(AlertKey.parse("sys/*/*"), NOW.plusSeconds(60), Severity.ERROR, "sato", "",
                false);
        Seen seen = new Seen(alert(state, 0), false, Optional.empty(), List.of(suppression), place(Status.OPEN, Optional.empty()),
                place(Status.OPEN, Optional.empty()), Optional.empty());

        assertThat(taking.decide(seen) instanceof Verdict.Held).isEqualTo(state == State.FIRING);
        assertThat(taking.decide(seen.released())).isNotInstanceOf(Verdict.Held.class);
    }

    @Test
    void whatIsOverBeforeItIsFiledOpensNothing() {
        Seen late = new Seen(alert(State.FIRING, 0), false, Optional.of(alert(State.RESOLVED, 5)), List.of(), Place.empty("sys"),
                Place.empty("sys"), Optional.empty());
        assertThat(taking.decide(late)).isInstanceOf(Verdict.Overtaken.class).returns(Decision.OLDER, Verdict::decision);
    }

    /** Though it came after the word by which it is over: a suppression would raise it when it ends. */
    @Test
    void whatIsOverByItsSenderOpensNothingAndIsNotHeld() {
        Alert problem = alert(State.FIRING, 5).sentAs(new Sent("zabbix", NOW.minusSeconds(60), null));
        Alert recovery = alert(State.RESOLVED, 0).sentAs(new Sent("zabbix", NOW, null));
        Suppression suppression = new Suppression(AlertKey.parse("sys/*/*"), NOW.plusSeconds(60), Severity.ERROR, "sato", "",
                false);
        Place over = place(Status.RESOLVED, Optional.of(row(recovery)));
        for (Place place : List.of(Place.empty("sys"), place(Status.OPEN, Optional.empty()), over)) {
            Seen late = new Seen(problem, false, Optional.of(recovery), List.of(suppression), place, place, Optional.empty());
            assertThat(taking.decide(late)).isInstanceOfSatisfying(Verdict.Overtaken.class, overtaken ->
                    assertThat(overtaken.about()).isEqualTo(place.incident())).returns(Decision.OLDER, Verdict::decision);
        }
    }

    @Test
    void anOlderRecoveryEndsNothing() {
        Alert problem = alert(State.FIRING, 0).sentAs(new Sent("zabbix", NOW, null));
        Alert recovery = alert(State.RESOLVED, 5).sentAs(new Sent("zabbix", NOW.minusSeconds(60), null));
        assertThat(taking.decide(seen(recovery, place(Status.OPEN, Optional.of(row(problem))))))
                .isInstanceOfSatisfying(Verdict.Leaves.class, leaves -> assertThat(leaves.isNews()).isFalse())
                .returns(Decision.OLDER, Verdict::decision);
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void aMessageThatCountsAlreadyChangesNothing(State state) {
        Place place = place(Status.OPEN, Optional.of(row("-FIRING")));
        Seen again = new Seen(alert(state, 0), true, Optional.empty(), List.of(), place, place, Optional.empty());
        assertThat(taking.decide(again)).isInstanceOfSatisfying(Verdict.Repeats.class, repeats ->
                assertThat(repeats.about()).isEqualTo(place.incident())).returns(Decision.IGNORED, Verdict::decision);
    }

    /** The newer word is raised where it is, or held; the older one, handled late, would open another incident. */
    @ParameterizedTest
    @CsvSource({"RESOLVED, FIRING, Settled", "RESOLVED, RESOLVED, Settled", "SUPPRESSED, RESOLVED, Settled"})
    void anOlderWordOpensNothingWhereThePlanPutsItNow(Status status, State state, String verdict) {
        Place last = new Place("bank", Optional.of(incident("b", "bank", status, "monitor")), Optional.of(row("+" + state)));
        Seen seen = new Seen(alert(State.FIRING, 0), false, Optional.empty(), List.of(), Place.empty("sys"), last, Optional.empty());
        assertThat(taking.decide(seen).getClass().getSimpleName()).isEqualTo(verdict);
    }

    /** A suppression has taken it from here: it does not fire here, and comes back only if nothing newer was said elsewhere. */
    @Test
    void whatWasHeldMovesNothingAwayFromANewerWord() {
        Alert held = alert(State.FIRING, 0);
        AlertRow moved = new AlertRow(held, NOW, NOW, 1, true, false, false, Spell.begun(NOW));
        Place here = place(Status.OPEN, Optional.of(moved));
        assertThat(taking.decide(seen(held, here))).isInstanceOf(Verdict.Joins.class);

        Place last = new Place("bank", Optional.of(incident("b", "bank", Status.RESOLVED, "monitor")), Optional.of(row("+FIRING")));
        assertThat(taking.decide(new Seen(held, false, Optional.empty(), List.of(), here, last, Optional.empty())))
                .isInstanceOf(Verdict.Settled.class);

        Optional<Alert> over = Optional.of(alert(State.RESOLVED, 5));
        assertThat(taking.decide(new Seen(held, false, over, List.of(), here, here, Optional.empty())))
                .isInstanceOfSatisfying(Verdict.Overtaken.class, overtaken ->
                        assertThat(overtaken.about()).isEqualTo(here.incident()));
    }

    /** Whoever ended it may have died before they raised it. */
    @Test
    void whatFiresInWhatIsOverIsRaisedByARepeatOfWhatEndedIt() {
        Place over = place(Status.RESOLVED, Optional.of(row("+FIRING")));
        assertThat(taking.decide(seen(alert(State.RESOLVED, 0), over)))
                .isInstanceOfSatisfying(Verdict.Leaves.class, leaves -> assertThat(leaves.mayEndIt()).isTrue());
        assertThat(taking.decide(seen(alert(State.RESOLVED, 0), place(Status.OPEN, Optional.of(row("+FIRING"))))))
                .isInstanceOfSatisfying(Verdict.Leaves.class, leaves -> assertThat(leaves.mayEndIt()).isFalse());
    }

    @Test
    void aConsequenceBelongsToItsCauseUnlessItFiresForItself() {
        Place cause = new Place("network", Optional.of(incident("n", "network", Status.OPEN, null)), Optional.empty());
        Place own = place(Status.OPEN, Optional.empty());
        assertThat(taking.decide(seen(alert(State.FIRING, 0), own).withCause(Optional.of(cause))))
                .isInstanceOfSatisfying(Verdict.Relates.class, relates -> assertThat(relates.incident().id()).isEqualTo("n"));

        Place firesHere = place(Status.OPEN, Optional.of(row("-FIRING")));
        assertThat(taking.decide(seen(alert(State.FIRING, 0), firesHere).withCause(Optional.of(cause))))
                .isInstanceOf(Verdict.Joins.class);
    }

    /** It may be the one that opened the incident, and has to say so again. */
    @Test
    void anOlderWordStaysWhereTheNewerOneIs() {
        Place cause = new Place("network", Optional.of(incident("n", "network", Status.OPEN, null)), Optional.empty());
        Place own = place(Status.OPEN, Optional.of(row("+RESOLVED")));
        assertThat(taking.decide(seen(alert(State.FIRING, 0), own).withCause(Optional.of(cause))))
                .isInstanceOf(Verdict.Joins.class).returns(Decision.OLDER, Verdict::decision);
    }

    /** Or its recovery would be looked for where it never was. */
    @Test
    void whatFiresStaysWhereItFiresWhateverThePlanSaysByNow() {
        Place before = new Place("sys/host", Optional.of(incident("b", "sys/host", Status.OPEN, null)),
                Optional.of(row("-FIRING")));
        Seen seen = new Seen(alert(State.FIRING, 0), false, Optional.empty(), List.of(), Place.empty("sys"), before, Optional.empty());
        assertThat(taking.decide(seen)).isInstanceOfSatisfying(Verdict.Joins.class, joins ->
                assertThat(joins.incident().id()).isEqualTo("b"));

        Place over = new Place("sys/host", Optional.of(incident("b", "sys/host", Status.RESOLVED, "monitor")),
                Optional.of(row("-RESOLVED")));
        Seen again = new Seen(alert(State.FIRING, 0), false, Optional.empty(), List.of(), Place.empty("sys"), over, Optional.empty());
        assertThat(taking.decide(again)).isInstanceOfSatisfying(Verdict.Opens.class, opens ->
                assertThat(opens.incident().group()).isEqualTo("sys"));
    }

    /** However many come together, a group has one incident, and nothing that fires is let go. */
    @Property(tries = 500)
    void aGroupHasOneIncident(@ForAll("batches") List<Seen> batch) {
        Set<String> opened = new HashSet<>();
        for (Seen seen : batch) {
            Verdict verdict = taking.decide(seen);
            assertThat(verdict.alert()).isEqualTo(seen.alert());
            if (verdict instanceof Verdict.Opens opens) {
                assertThat(opened.add(opens.incident().group())).as("opened once").isTrue();
                assertThat(seen.place().isOpen()).isFalse();
            }
            if (seen.alert().state() == State.FIRING) {
                assertThat(verdict).isNotInstanceOfAny(Verdict.Unknown.class, Verdict.Leaves.class, Verdict.Noted.class);
                boolean isLost = verdict instanceof Verdict.Settled && seen.place().row().isEmpty() && seen.last().row().isEmpty()
                        || verdict instanceof Verdict.Overtaken && seen.over().isEmpty();
                assertThat(isLost).isFalse();
            } else {
                assertThat(verdict.where()).isIn(Optional.empty(), seen.place().incident());
            }
        }
    }

    @Provide
    Arbitrary<List<Seen>> batches() {
        Arbitrary<Place> places = Combinators.combine(Arbitraries.of("sys", "other"), Arbitraries.of(Status.class).injectNull(0.3),
                Arbitraries.of("-FIRING", "=FIRING", "+FIRING", "-RESOLVED", "+RESOLVED").injectNull(0.3))
                .as((group, status, row) -> new Place(group, Optional.ofNullable(status).map(one -> incident("i-" + group + one, group, one, "monitor")),
                        status == null ? Optional.empty() : Optional.ofNullable(row).map(TakingTest::row)));
        Arbitrary<Seen> seen = Combinators.combine(Arbitraries.of(State.class), places, places, Arbitraries.of(true, false))
                .as((state, planned, last, over) -> new Seen(alert(state, 0), false,
                        over ? Optional.of(alert(State.RESOLVED, 1)) : Optional.empty(), List.of(), planned,
                        planned.group().equals(last.group()) ? planned : last, Optional.empty()));
        return seen.list().ofMinSize(1).ofMaxSize(10);
    }

    private static Seen seen(Alert alert, Place place) {
        return new Seen(alert, false, Optional.empty(), List.of(), place, place, Optional.empty());
    }

    private static Place place(Status status, Optional<AlertRow> row) {
        return status == null ? Place.empty("sys") : new Place("sys", Optional.of(incident("i1", "sys", status, "monitor")), row);
    }

    private static Incident incident(String id, String group, Status status, String by) {
        Incident open = Incident.opened(id, group, PLAN.policyFor(alert(State.FIRING, 0), NOW), Severity.ERROR, "first", NOW);
        return new Incident(open.id(), open.group(), status, open.position(), open.policy(), open.base(), open.severity(),
                open.startedOverFor(), open.resting(), open.relatedSince(), open.openedAt(), open.openedBy(), open.movedAt(),
                open.acted(), open.asked(), open.ended(), open.passedOn(), open.reopened(), null, null, null, null, News.NONE,
                status == Status.RESOLVED ? by : null, status == Status.RESOLVED ? NOW : null);
    }

    private static AlertRow row(String filed) {
        Alert alert = alert(State.valueOf(filed.substring(1)), filed.startsWith("-") ? -10 : filed.startsWith("+") ? 10 : 0);
        return row(alert);
    }

    private static AlertRow row(Alert alert) {
        return new AlertRow(alert, alert.receivedAt(), alert.receivedAt(), 1, false, false, false, Spell.begun(alert.receivedAt()));
    }

    private static Alert alert(State state, int second) {
        return new Alert("a" + second, "sys", "host", "", "", Severity.ERROR, state, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
