package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Suppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody wants watched what is watched already, or two things of one name: whoever pressed 9 is not phoned. */
class WatchedAgainTest extends WatchedIncident {

    /** One instance, one name, as a warning and as critical: the order in which they are read is that of their aliases. */
    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void twoOfOneNameAreWatchedAsTheWorseOne(String warning, String critical) {
        handle(named("1", warning, Severity.WARNING, 1));
        handle(named("2", critical, Severity.CRITICAL, 2));
        reach(current());

        suppress();
        handle(named("3", critical, Severity.CRITICAL, 300));
        handle(named("4", warning, Severity.WARNING, 301));

        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(decisions.alerts.of(current().id())).hasSize(2).allMatch(AlertRow::isHeld);
    }

    @Test
    void whatBrokeThroughIsWatchedThoughWhatItBrokeThroughLastsLonger() {
        decisions.suppressing.begin(new Suppression(AlertKey.of("sys", "a", ""), UNTIL.plus(Duration.ofDays(1)),
                Severity.WARNING, "boss", "", false));
        handle(alert("1", "a", Severity.CRITICAL, 1));
        reach(current());

        assertThat(told(suppress())).containsExactly("suppressed");

        handle(alert("2", "a", Severity.CRITICAL, 300));
        assertThat(current()).matches(Incident::isSuppressed).returns(UNTIL, Incident::suppressedUntil);
        assertThat(told(endOf("a"))).as("at its end it is raised").containsExactly("reopened");
    }

    /** The request comes again after a crash, and finds what it has done. */
    @Test
    void aRepeatChangesNothing() {
        handle(named("1", "a", Severity.WARNING, 1));
        handle(named("2", "b", Severity.CRITICAL, 2));
        List<Suppression> begun = List.of();
        for (int times = 0; times < 2; times++) {
            suppress();
            assertThat(times == 0 ? begun : decisions.suppressions.all()).isEqualTo(begun);
            begun = decisions.suppressions.all();
        }
        assertThat(begun).extracting(Suppression::severity).containsExactly(Severity.CRITICAL);
    }

    private static Alert named(String id, String alias, Severity severity, int second) {
        return new Alert(id, "sys", "db1", "disk", alias, severity, State.FIRING, "", NOW, NOW.plusSeconds(second), Map.of());
    }
}
