package dev.nightcall.tables;

import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Quota;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
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

/** Whatever has become of a line, the table writes of it what the core says: both say it, each for itself. */
class LineAsWrittenTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");

    @Property(tries = 300)
    void isWhatTheCoreSays(@ForAll("numbers") @Size(min = 4, max = 40) List<Integer> numbers) {
        Written written = new Written();
        for (int number : numbers) {
            Line before = written.read();
            Line said = written.becomes(before, number % 9, number / 9);
            assertThat(written.read()).as("of " + before).isEqualTo(said);
        }
    }

    /** One line in its table. */
    private static final class Written {

        private final LineTable lines;
        private final Transactions transactions;
        private Instant now = BEGIN;

        Written() {
            Names.Tables names = Names.standard().tables();
            MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
            transactions = new Transactions(store);
            lines = new LineTable(new Table(store, names.lines()), transactions,
                    new QuotaTable(new Table(store, names.fleet()), new Quota(Bucket.ofDials(2, 5), 10)));
        }

        Line read() {
            now = now.plusSeconds(1);
            return lines.of("sato");
        }

        /** Writes something that may become of it. @return what the core says of that */
        Line becomes(Line line, int what, int number) {
            return switch (what) {
                case 0, 1 -> asked(line, waiting(number));
                case 2 -> line.isWaiting() ? sent(line) : woken(line, number);
                case 3 -> line.isWaiting() && line.isFree() && number % 3 == 0 ? rested(line) : line;
                case 4 -> line.isWaiting() && line.isFree() ? claimed(line, number) : line;
                case 5 -> line.isWaiting() && !line.isFree() ? turned(line) : line;
                case 6 -> line.isFree() ? line : takenOver(line, number);
                case 7 -> line.isFree() ? line : called(line);
                default -> line.isFree() ? line : freed(line);
            };
        }

        private Line asked(Line line, Waiting waiting) {
            done(transactions.execute(lines.admit(line, waiting), lines.pages().put(line, waiting)));
            return line.asked(waiting);
        }

        private Line sent(Line line) {
            lines.dialSent("sato", line.page(), line.began());
            return line.sent();
        }

        private Line woken(Line line, int number) {
            List<Waiting> late = List.of(waiting(number), waiting(number / 2), waiting(number / 3));
            lines.wake(line, late);
            return line.woken(late);
        }

        private Line rested(Line line) {
            done(lines.rest(line));
            return line.rested();
        }

        private Line claimed(Line line, int number) {
            Line claimed = line.claimed("call" + number, "message" + number % 3, now.plusSeconds(60));
            done(transactions.execute(lines.claim(line, claimed)));
            return claimed;
        }

        private Line turned(Line line) {
            done(transactions.execute(lines.turn(line)));
            return line.turned();
        }

        private Line takenOver(Line line, int number) {
            Line takenOver = line.takenOver("message" + number % 3, now.plusSeconds(60));
            done(transactions.execute(lines.takeOver(line, takenOver)));
            return takenOver;
        }

        private Line called(Line line) {
            done(transactions.execute(lines.called(Call.created(line.call(), "sato", line.page() - 1, now, now), now)));
            return line.called(now);
        }

        private Line freed(Line line) {
            assertThat(lines.free("sato", line.call())).isEqualTo(line.freed());
            return line.freed();
        }

        private Waiting waiting(int number) {
            return new Waiting(new Request("i" + now + number, 1), Severity.values()[number % Severity.values().length],
                    BEGIN.minusSeconds(number % 600), now.minusMillis(number % 900), number % 2 == 0);
        }

        private static void done(boolean isWritten) {
            assertThat(isWritten).as("is written").isTrue();
        }
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 10_000).list();
    }
}
