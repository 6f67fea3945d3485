package dev.nightcall.tables;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Quota;
import dev.nightcall.local.Names;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever has been taken of the quota, the table writes of it what the core says: both say it, each for itself. */
class QuotaAsWrittenTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Quota QUOTA = new Quota(Bucket.ofDials(2, 5), 10);

    @Property(tries = 200)
    void isWhatTheCoreSays(@ForAll("numbers") @Size(min = 4, max = 20) List<Integer> numbers) {
        MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
        QuotaTable table = new QuotaTable(new Table(store, Names.standard().tables().fleet()), QUOTA);
        Transactions transactions = new Transactions(store);
        Instant now = BEGIN;
        for (int number : numbers) {
            now = now.plusMillis(number);
            String call = "call" + number % 7;
            QuotaTable.Left left = table.left();
            boolean isTaken = number % 3 > 0;
            Instant until = now.plusSeconds(number % 5);
            assertThat(transactions.execute(isTaken ? left.take(call, until, now) : table.release(call))).isTrue();
            assertThat(table.left().use()).as("of " + left.use())
                    .isEqualTo(isTaken ? QUOTA.taken(left.use(), call, until, now) : left.use().released(call));
        }
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 2_000).list();
    }
}
