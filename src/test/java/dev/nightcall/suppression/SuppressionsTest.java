package dev.nightcall.suppression;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Suppression;
import dev.nightcall.local.Names;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.simulator.Watcher;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class SuppressionsTest {

    private static final AlertKey KEY = AlertKey.parse("XYZ/*/*");
    private static final Instant UNTIL = Instant.parse("2026-11-22T18:10:00Z");

    private final Names names = Names.standard();
    private final MemoryTables tables = MemoryTables.of(names);
    private final Suppressions suppressions = new Suppressions(new Table(
            new MemoryDynamoDb(tables, Watcher.NONE), names.tables().suppressions()));

    @Test
    void whatIsEndedEarlyEndsThen() {
        suppressions.begin(until(UNTIL), UNTIL.minusSeconds(60));

        assertThat(suppressions.shorten(KEY, UNTIL.minusSeconds(60))).get().returns(UNTIL.minusSeconds(60), Suppression::until);
        assertThat(suppressions.find(KEY)).get().returns(UNTIL.minusSeconds(60), Suppression::until);
    }

    /** Its message may be on its way, and would not end one that ends later; the message of a later end may never be sent. */
    @Test
    void whatIsOverIsNotMadeLongerByEndingIt() {
        suppressions.begin(until(UNTIL), UNTIL.minusSeconds(60));

        assertThat(suppressions.shorten(KEY, UNTIL.plusSeconds(3))).get().returns(UNTIL, Suppression::until);
        assertThat(suppressions.find(KEY)).get().returns(UNTIL, Suppression::until);
    }

    @Test
    void whatThereIsNotIsNotEnded() {
        assertThat(suppressions.shorten(KEY, UNTIL)).isEmpty();
        assertThat(suppressions.find(KEY)).isEmpty();
    }

    /** Or nobody would raise what it holds, when the message that ends it is lost, or late. */
    @Test
    void itsTableDoesNotForgetWhatIsNotEnded() {
        suppressions.begin(until(UNTIL), UNTIL.minusSeconds(60));

        tables.expire(UNTIL.plus(Duration.ofDays(7)));
        assertThat(suppressions.find(KEY)).isPresent();

        tables.expire(UNTIL.plus(Duration.ofDays(31)));
        assertThat(suppressions.find(KEY)).isEmpty();
    }

    private static Suppression until(Instant until) {
        return new Suppression(KEY, until, Severity.ERROR, "sato", "", false);
    }
}
