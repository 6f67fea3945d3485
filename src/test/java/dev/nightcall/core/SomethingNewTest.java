package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.SomethingNew.Item;
import dev.nightcall.core.SomethingNew.Kind;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What the holder of an incident is told that they were not shown. */
class SomethingNewTest {

    private static final Instant SHOWN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Instant OPENED = SHOWN.minusSeconds(90);
    private static final Duration WITHIN = Duration.ofMinutes(10);

    @Test
    void whatWasShownIsNotNew() {
        assertThat(in("new", known(Severity.WARNING)).rows()).isEmpty();
    }

    @Test
    void whatIsWorseIsDueAfterTheGroupWaitAndTheRestIsBundled() {
        AlertRow worse = fires("disk", Severity.CRITICAL, 60);
        AlertRow same = fires("cpu", Severity.WARNING, 60);

        assertThat(in("new", known(Severity.WARNING), worse).due()).contains(SHOWN.plusSeconds(65));
        assertThat(in("new", known(Severity.WARNING), same).due()).contains(SHOWN.plus(Duration.ofMinutes(10)));
        SomethingNew both = in("new", known(Severity.WARNING), same, worse);
        assertThat(both.due()).contains(SHOWN.plusSeconds(65));
        assertThat(both.rows()).extracting(Item::row).as("worst first").containsExactly(worse, same);
        assertThat(both.text()).isEqualTo("sys/host/disk critical and 1 more");
    }

    /** The bundle is ten minutes from when they were told last, so what comes after that only waits for more. */
    @Test
    void whatComesLongAfterwardsIsNotHeldBack() {
        assertThat(in("new", known(Severity.ERROR), fires("cpu", Severity.ERROR, 3_600)).due())
                .contains(SHOWN.plusSeconds(3_605));
    }

    @ParameterizedTest
    @CsvSource({"new, true, true", "worse, true, false", "tell, false, false"})
    void thePolicySaysWhatPhones(String mode, boolean worsePhones, boolean newPhones) {
        assertThat(in(mode, known(Severity.WARNING), fires("disk", Severity.ERROR, 60)).phones()).isEqualTo(worsePhones);
        assertThat(in(mode, known(Severity.ERROR), fires("cpu", Severity.ERROR, 60)).phones()).isEqualTo(newPhones);
    }

    @Test
    void whatPhonesNobodyByItselfIsToldAllTheSame() {
        SomethingNew some = SomethingNew.in(taken("whileTaken: new, callFrom: error"),
                List.of(known(Severity.ERROR), fires("cpu", Severity.WARNING, 60)));

        assertThat(some.due()).contains(SHOWN.plusSeconds(600));
        assertThat(some.phones()).isFalse();
    }

    @Test
    void whatGotWorseIsWorseThanItWasWhenItWasShown() {
        AlertRow was = known(Severity.WARNING);
        AlertRow now = next(was, State.FIRING, Severity.ERROR, 100);
        AlertRow other = row("other", Severity.CRITICAL, State.FIRING, -60, Optional.empty());

        assertThat(in("worse", now).rows()).extracting(Item::kind).containsExactly(Kind.WORSE);
        assertThat(in("worse", now).text()).isEqualTo("sys/host/known error, which was warning");
        assertThat(in("worse", now).due()).contains(SHOWN.plusSeconds(105));
        assertThat(in("new", now, other).rows()).as("they knew of worse").isEmpty();
    }

    /** Fires, is shown, recovers and fires again: only when it stays, or at the third time. */
    @Test
    void whatFlapsPhonesAtTheThirdTimeOrWhenItStays() {
        AlertRow first = known(Severity.ERROR);
        AlertRow second = next(next(first, State.RESOLVED, Severity.ERROR, 10), State.FIRING, Severity.ERROR, 20);
        AlertRow third = next(next(second, State.RESOLVED, Severity.ERROR, 30), State.FIRING, Severity.ERROR, 40);
        AlertRow fourth = next(next(third, State.RESOLVED, Severity.ERROR, 50), State.FIRING, Severity.ERROR, 60);

        assertThat(in("new", second).due()).contains(SHOWN.plusSeconds(20).plus(Duration.ofMinutes(3)));
        assertThat(in("new", third).due()).contains(SHOWN.plusSeconds(45));
        assertThat(in("new", third).text()).isEqualTo("sys/host/known error, for the 3rd time");
        assertThat(in("new", fourth).due()).contains(SHOWN.plusSeconds(60).plus(Duration.ofMinutes(3)));
        assertThat(in("new", next(second, State.RESOLVED, Severity.ERROR, 30)).rows()).as("it is over").isEmpty();
    }

    @Test
    void whatFiresAgainAfterLongerIsNew() {
        AlertRow over = next(known(Severity.ERROR), State.RESOLVED, Severity.ERROR, 10);

        assertThat(in("new", next(over, State.FIRING, Severity.ERROR, 611)).rows()).extracting(Item::kind)
                .containsExactly(Kind.NEW);
        assertThat(in("new", next(over, State.FIRING, Severity.ERROR, 609)).rows()).extracting(Item::kind)
                .containsExactly(Kind.AGAIN);
    }

    /** Filed within the seconds in which whoever files may have read the clock and not yet written. */
    @Test
    void whatWasFiledJustBeforeItWasLookedAtIsNewUnlessItIsKnownToHaveBeenSeen() {
        AlertRow just = fires("cpu", Severity.ERROR, -1);
        Shown seen = Shown.of(List.of(just, known(Severity.ERROR)), SHOWN);

        assertThat(seen.too()).hasSize(1);
        assertThat(SaidInCall.of(SHOWN, Map.of("i", seen, "j", seen)).of("i")).isEqualTo(seen);
        assertThat(in("new", known(Severity.ERROR), just).rows()).hasSize(1);
        assertThat(SomethingNew.in(taken("whileTaken: new", seen), List.of(known(Severity.ERROR), just)).rows())
                .isEmpty();
        assertThat(SomethingNew.in(taken("whileTaken: new", Shown.allUntil(SHOWN)), List.of(known(Severity.ERROR), just)).rows())
                .isEmpty();
    }

    /** By a clock that is behind that of whoever opened it, whose call was made at once. */
    @Test
    void whatSeemsToBeFiledBeforeItWasOpenedIsNotWhatOpenedIt() {
        Incident taken = taken("whileTaken: new", new Shown(OPENED.plusSeconds(1), Set.of(), Severity.WARNING));
        AlertRow opener = row("known", Severity.WARNING, State.FIRING, -90, Optional.empty());
        AlertRow behind = row("cpu", Severity.CRITICAL, State.FIRING, -91, Optional.empty());

        assertThat(SomethingNew.in(taken, List.of(opener, behind)).rows()).extracting(Item::row).containsExactly(behind);
    }

    /** Monitors say of a recovery how bad it is, too, and mean nothing by it. */
    @Test
    void whatARecoverySaysOfItsSeverityIsNoMeasure() {
        AlertRow told = known(Severity.CRITICAL);
        AlertRow again = next(next(told, State.RESOLVED, Severity.INFO, 10), State.FIRING, Severity.CRITICAL, 20);
        SomethingNew flaps = SomethingNew.in(taken("whileTaken: new", shown(Severity.CRITICAL)), List.of(again));
        assertThat(flaps.rows()).singleElement().returns(SomethingNew.Kind.AGAIN, SomethingNew.Item::kind);
        assertThat(flaps.due()).contains(SHOWN.plusSeconds(20).plus(Duration.ofMinutes(3)));

        AlertRow over = next(known(Severity.WARNING), State.RESOLVED, Severity.CRITICAL, 10);
        AlertRow worse = fires("disk", Severity.CRITICAL, 20);
        assertThat(SomethingNew.in(taken("whileTaken: new", shown(Severity.WARNING)), List.of(over, worse)).due()).contains(SHOWN.plusSeconds(25));
    }

    @Test
    void whatWasToldAsBadIsNotToldAgainForGettingBetterAndWorse() {
        AlertRow better = next(known(Severity.CRITICAL), State.FIRING, Severity.WARNING, 10);
        AlertRow worse = next(better, State.FIRING, Severity.CRITICAL, 20);

        assertThat(SomethingNew.in(taken("whileTaken: new", shown(Severity.CRITICAL)), List.of(worse)).rows()).isEmpty();
        assertThat(SomethingNew.in(taken("whileTaken: new", shown(Severity.WARNING)), List.of(worse)).rows()).singleElement()
                .returns(SomethingNew.Kind.WORSE, SomethingNew.Item::kind);
    }

    private static Shown shown(Severity worst) {
        return new Shown(SHOWN, Set.of(), worst);
    }

    @Test
    void consequencesAreNotTold() {
        AlertRow row = fires("cpu", Severity.CRITICAL, 60);
        AlertRow related = new AlertRow(row.alert(), row.firstSeen(), row.lastSeen(), 1, false, false, true, row.spell());

        assertThat(in("new", known(Severity.WARNING), related).rows()).isEmpty();
    }

    private static SomethingNew in(String mode, AlertRow... rows) {
        return SomethingNew.in(taken("whileTaken: " + mode), List.of(rows));
    }

    private static Incident taken(String options) {
        return taken(options, new Shown(SHOWN, Set.of(), null));
    }

    private static Incident taken(String options, Shown shown) {
        Policy policy = OnCall.parse("oncall.yaml", """
                timezone: Asia/Tokyo
                engineers:
                  sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
                policies:
                  default: {%s, steps: [{recipients: ["call:sato"]}]}
                """.formatted(options)).policies().stream().findFirst().orElseThrow();
        return new Incident("i", "sys", Status.ACKNOWLEDGED, 1, policy, 0, Severity.WARNING, null, 0, null, OPENED, "a", OPENED,
                1, Set.of(), Set.of(), Set.of(), 0, "sato", SHOWN.plusSeconds(3_600), null, null, new News(shown, null, null, null,
                null, null, null, null), null, null);
    }

    private static AlertRow known(Severity severity) {
        return row("known", severity, State.FIRING, -60, Optional.empty());
    }

    private static AlertRow fires(String service, Severity severity, int second) {
        return row(service, severity, State.FIRING, second, Optional.empty());
    }

    private static AlertRow next(AlertRow before, State state, Severity severity, int second) {
        return row(before.alert().service(), severity, state, second, Optional.of(before));
    }

    private static AlertRow row(String service, Severity severity, State state, int second, Optional<AlertRow> before) {
        Instant at = SHOWN.plusSeconds(second);
        Alert alert = new Alert("a" + second, "sys", "host", service, "", severity, state, "", at, at, Map.of());
        return new AlertRow(alert, before.map(AlertRow::firstSeen).orElse(at), at, 1, false, false, false,
                Spell.of(before, alert, WITHIN, at));
    }
}
