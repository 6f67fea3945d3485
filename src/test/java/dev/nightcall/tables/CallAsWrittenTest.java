package dev.nightcall.tables;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Attempt;
import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.SaidInCall;
import dev.nightcall.core.Settling;
import dev.nightcall.core.Word;
import dev.nightcall.local.Names;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.telephone.connect.ContactAttributes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever has become of a call, the table writes of it what the core says: both say it, each for itself. */
class CallAsWrittenTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final List<String> RESPONSES = List.of("", "", "acknowledged", "declined", "suppressed", "too-late");

    @Property(tries = 300)
    void isWhatTheCoreSays(@ForAll("numbers") @Size(min = 4, max = 30) List<Integer> numbers) {
        Written written = new Written();
        for (int number : numbers) {
            Call before = written.read();
            Call said = written.becomes(before, number % 8, number / 8);
            assertThat(written.read()).as("of " + before).isEqualTo(said);
        }
    }

    /** One call in its table. */
    private static final class Written {

        private final Calls calls;
        private final Transactions transactions;
        private Instant now = BEGIN;

        Written() {
            MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
            calls = new Calls(new Table(store, Names.standard().tables().calls()));
            transactions = new Transactions(store);
            Call created = Call.created("call", "sato", 3, BEGIN.minusSeconds(5), BEGIN);
            done(transactions.execute(calls.create(created)));
            assertThat(read()).as("created").isEqualTo(created);
        }

        Call read() {
            now = now.plusSeconds(1);
            return calls.find("call").orElseThrow();
        }

        /** Writes something that may become of it. @return what the core says of that */
        Call becomes(Call call, int what, int number) {
            return switch (what) {
                case 0 -> call.isToBeDialled() ? asked(call, number) : call;
                case 1 -> call.stage() == Call.Stage.ASKED ? number % 4 == 0 ? takenBack(call) : begun(call) : call;
                case 2 -> call.askedConnect() != null ? dialled(call) : call;
                case 3 -> call.outcome() != null ? settled(call) : call;
                default -> told(call, finding(number));
            };
        }

        private Call asked(Call call, int number) {
            Attempt.Dials dials = new Attempt.Dials("+81900000000" + number % 10,
                    number % 3 == 0 ? null : Duration.ofSeconds(20 + number % 10));
            Call asked = call.asked(dials, number % 50, new SaidInCall(now, number % 2 == 0 ? Set.of() : Set.of("i/sys/host/cpu"),
                    number % 5 == 0 ? Set.of() : Set.of("i/error")), now);
            done(transactions.execute(calls.askConnect(asked)));
            return asked;
        }

        /** The core does not say this. */
        private Call takenBack(Call call) {
            done(calls.takeBack("call", call.askedConnect()));
            return read();
        }

        private Call begun(Call call) {
            done(transactions.execute(calls.begun(call, "contact", now)));
            return call.dialled("contact", now);
        }

        /** Perhaps late, or once more. */
        private Call dialled(Call call) {
            Call dialled = call.dialled("contact", now);
            assertThat(calls.dialled("call", "contact", now)).isEqualTo(dialled);
            return dialled;
        }

        private Call settled(Call call) {
            calls.settled("call", call.outcome(), now);
            return call.settled(now);
        }

        private Call told(Call call, Finding finding) {
            Word word = Settling.hear(call, finding);
            assertThat(calls.write(word).isPresent()).isEqualTo(!(word instanceof Word.None));
            return word.match(new Word.Cases<>() {
                @Override
                public Call first(Word.First first) {
                    return call.decided(first.outcome(), finding);
                }

                @Override
                public Call corrects(Word.Corrects corrects) {
                    return call.decided(corrects.outcome(), finding);
                }

                @Override
                public Call known(Word.Known known) {
                    return call.told(finding);
                }

                @Override
                public Call none(Word.None none) {
                    return call;
                }
            });
        }

        /** By Connect, some later than others; or by somebody who knows of no contact. */
        private Finding finding(int number) {
            Instant ended = now.plusSeconds(number % 7);
            String reason = number % 5 == 0 ? null : "REASON_" + number % 3;
            if (number % 4 == 0) {
                return Finding.without("call", List.of(Outcome.values()).get(number / 4 % Outcome.values().length), reason, ended,
                        number % 3 == 0 ? "Connect" : "call watch");
            }
            String response = RESPONSES.get(number / 4 % RESPONSES.size());
            Map<String, String> attributes = Map.of("response", response, "pressed", "" + number % 10,
                    "check_flag", "" + number % 2, "suppress_minutes", number % 3 == 0 ? "junk" : "30");
            Instant connected = number % 6 == 0 ? null : ended.minusSeconds(9);
            return new Finding("call", "contact", connected, ended, reason,
                    new ContactAttributes(connected, reason, attributes).response(),
                    number % 9 == 0 ? null : BEGIN.plusSeconds(number / 8 % 20), "contact record");
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
