package dev.nightcall.night;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Suppression;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A suppression takes the place of another one of its key, and holds less for longer: the last word counts at once. */
class MilderSuppressionTest extends WatchedIncident {

    private static final AlertKey ALL = AlertKey.parse("sys/*/*");
    private static final Instant LONGER = UNTIL.plus(Duration.ofHours(1));

    @Test
    void whatTheFilterHasHeldIsRaisedAtOnceWhereItIsTooSevere() {
        begin(ALL, Severity.CRITICAL, UNTIL);
        handle(alert("1", "a", Severity.CRITICAL, 1));
        handle(alert("2", "b", Severity.WARNING, 2));
        assertThat(incidents.ofGroup("sys")).as("held").isEmpty();

        begin(ALL, Severity.WARNING, LONGER);

        assertThat(firing()).containsExactly("a");
        assertThat(held()).containsExactly("b");
    }

    @Test
    void soIsWhatWasTakenFromAnIncidentInWhichNothingElseFires() {
        handle(alert("1", "a", Severity.CRITICAL, 1));
        handle(alert("2", "b", Severity.WARNING, 2));
        begin(ALL, Severity.CRITICAL, UNTIL);
        assertThat(current()).matches(Incident::isSuppressed);

        begin(ALL, Severity.WARNING, LONGER);

        assertThat(current()).matches(Incident::isOpen);
        assertThat(firing()).containsExactly("a");
    }

    /** By that incident nothing would be raised: it goes on as it is. */
    @Test
    void soIsWhatWasTakenFromOneInWhichSomethingElseFires() {
        AlertKey a = AlertKey.of("sys", "a", "");
        handle(alert("1", "a", Severity.CRITICAL, 1));
        handle(alert("2", "b", Severity.WARNING, 2));
        begin(a, Severity.CRITICAL, UNTIL);
        assertThat(firing()).containsExactly("b");

        begin(a, Severity.WARNING, LONGER);

        assertThat(firing()).containsExactlyInAnyOrder("a", "b");
    }

    /** Whoever asked has no answer, and nobody asks again: the look that was announced before finds it. */
    @Test
    void whoDiesWhenItHasBegunLeavesThatToTheLook() {
        begin(ALL, Severity.CRITICAL, UNTIL);
        handle(alert("1", "a", Severity.CRITICAL, 1));
        decisions.holding.begin(suppression(ALL, Severity.WARNING, LONGER));

        due(decisions.suppressing.lookThrough(new Later(Task.LOOK_THROUGH, ALL.toString(), 0, NOW)));

        assertThat(firing()).containsExactly("a");
    }

    /** It was looked at when the other one was still in force. */
    @Test
    void whatIsJustBeingHeldAndIsTooSevereForTheLastWordIsNot() {
        Suppression severe = suppression(ALL, Severity.CRITICAL, UNTIL);
        begin(ALL, Severity.CRITICAL, UNTIL);
        begin(ALL, Severity.WARNING, LONGER);

        assertThat(decisions.holding.hold(severe, alert("1", "a", Severity.CRITICAL, 1))).isEmpty();
        assertThat(held()).isEmpty();
        assertThat(decisions.holding.hold(severe, alert("2", "b", Severity.WARNING, 1))).isPresent();
    }

    @Test
    void whatHoldsAsMuchRaisesNothing() {
        begin(ALL, Severity.ERROR, UNTIL);
        handle(alert("1", "a", Severity.ERROR, 1));

        assertThat(decisions.suppressing.begin(suppression(ALL, Severity.ERROR, LONGER)))
                .allMatch(later -> ((Later) later).due().equals(LONGER));
    }

    /** The settling of a call comes again after a death, when somebody has said something else since. */
    @Test
    void a9ThatIsToldAgainDoesNotReplaceWhatSomebodyAskedForSince() {
        handle(alert("1", "a", Severity.ERROR, 1));
        Meaning.Watches nine = new Meaning.Watches("sato", NOW, UNTIL);
        decisions.suppressing.watch(current(), nine);
        clock.advance(Duration.ofMinutes(1));
        AlertKey a = AlertKey.of("sys", "a", "");
        begin(a, Severity.WARNING, LONGER);
        assertThat(firing()).containsExactly("a");

        decisions.suppressing.watch(current(), nine);

        assertThat(decisions.suppressions.find(a)).get().returns(LONGER, Suppression::until).returns("boss", Suppression::by);
        assertThat(firing()).containsExactly("a");
    }

    private void begin(AlertKey key, Severity severity, Instant until) {
        due(decisions.suppressing.begin(suppression(key, severity, until)));
    }

    /** What is due now is handled; what is raised comes in. */
    private void due(List<Outgoing> outgoing) {
        send(outgoing);
        laters(outgoing).stream().filter(later -> later.task() == Task.END_SUPPRESSION && !later.due().isAfter(clock.instant()))
                .forEach(later -> {
                    List<Outgoing> raised = decisions.holding.raise(later);
                    send(raised);
                    decisions.holding.forget(later, raised);
                });
    }

    private List<String> firing() {
        return decisions.alerts.of(current().id()).filter(AlertRow::isFiring).map(row -> row.alert().host()).toList();
    }

    private List<String> held() {
        return decisions.alerts.of("suppression/" + ALL).filter(AlertRow::isFiring).map(row -> row.alert().host()).toList();
    }

    private static Suppression suppression(AlertKey key, Severity severity, Instant until) {
        return new Suppression(key, until, severity, "boss", "", false);
    }
}
