package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Addressees;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Position;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.core.Spell;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.core.Take;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Step;
import dev.nightcall.queue.Messages;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
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
import java.util.Optional;
import java.util.Set;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever has become of an incident, the table writes of it what the core says: both say it, each for itself. */
class IncidentAsWrittenTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final List<String> ENGINEERS = List.of("sato", "suzuki", "tanaka");
    private static final Messages MESSAGES = new Messages(Json.mapper());
    private static final List<Policy> POLICIES = List.of(policy("default", Severity.ERROR, 1),
            policy("default", Severity.ERROR, 2), policy("urgent", Severity.INFO, 1));

    /** What may become of an incident, while it has this status. */
    private static final Map<Status, List<Deed>> DEEDS = Map.ofEntries(
            entry(Status.OPEN, List.of(Written::move, Written::move, Written::rest, Written::rest, Written::act, Written::ask,
                    Written::ask, Written::callEnds, Written::callEnds, Written::joins, Written::keep, Written::keep,
                    Written::worsen, Written::worsen, Written::take, Written::take, Written::suppress, Written::resolve,
                    Written::relate)),
            entry(Status.ACKNOWLEDGED, List.of(Written::act, Written::renew, Written::renew, Written::lookLater,
                    Written::lookLater, Written::lookLaterForNone, Written::tellChannels, Written::askHolder, Written::askHolder,
                    Written::worsen, Written::endLease, Written::endLease, Written::suppress, Written::resolve,
                    Written::relate)),
            entry(Status.SUPPRESSED, List.of(Written::act, Written::suppress, Written::reopen, Written::reopen,
                    Written::resolve)),
            entry(Status.RESOLVED, List.of(Written::act, Written::takeLate, Written::reopen, Written::reopen)));

    /** Writes it. @return what the core says of that; empty when it says nothing */
    private interface Deed {

        Optional<Incident> by(Written written, Incident incident, int number);
    }

    @Property(tries = 300)
    void isWhatTheCoreSays(@ForAll("numbers") @Size(min = 10, max = 60) List<Integer> numbers) {
        Written written = new Written(numbers.get(0));
        assertThat(written.read()).as("opened").isEqualTo(written.opened);
        for (int number : numbers) {
            Incident before = written.read();
            List<Deed> deeds = DEEDS.get(before.status());
            Deed deed = deeds.get(number % deeds.size());
            Optional<Incident> said = deed.by(written, before, number / deeds.size());
            said.ifPresent(after -> assertThat(written.read()).as("of " + before).isEqualTo(after));
        }
    }

    /** One incident in its table. */
    private static final class Written {

        private final Incidents incidents;
        private final Incident opened;
        private final Transactions transactions;
        private final Table table;
        private Instant now = BEGIN;

        Written(int number) {
            Names.Tables names = Names.standard().tables();
            MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
            transactions = new Transactions(store);
            table = new Table(store, names.incidents());
            incidents = new Incidents(table, transactions, new Timeline(new Table(store, names.timeline())), MESSAGES);
            Alert alert = alert(number);
            opened = Incident.opened("i", "sys", one(POLICIES, number), alert.severity(), alert.id(), now);
            done(transactions.execute(incidents.opening(opened, null, alert,
                    new Table(store, names.alerts()).check(Item.of("holder", "i").with("key", "a")).whenAbsent("key"))));
        }

        Incident read() {
            now = now.plusSeconds(7);
            return incidents.find("i").orElseThrow();
        }

        Optional<Incident> move(Incident open, int number) {
            Position to = open.at(open.position() + 1);
            done(incidents.move(open, new Reach.Moves(to, now, new Addressees(to.recipients(), false, false), "")));
            return Optional.of(open.moved(to, now));
        }

        Optional<Incident> rest(Incident open, int number) {
            incidents.rest("i", open.position());
            return Optional.empty();
        }

        Optional<Incident> act(Incident any, int number) {
            incidents.acted("i", any.position());
            return Optional.of(any.done());
        }

        Optional<Incident> ask(Incident open, int number) {
            String engineer = one(ENGINEERS, number);
            boolean isNew = !open.asked().contains(engineer);
            assertThat(transactions.execute(incidents.ask("i", open.position(), engineer))).isEqualTo(isNew);
            return Optional.of(open.asking(engineer));
        }

        /** Asked for where it stands, or before. */
        Optional<Incident> callEnds(Incident open, int number) {
            long position = Math.max(0, open.position() - number % 2);
            boolean isPassedOn = number / 2 % 2 == 0 || position < open.position();
            String engineer = one(ENGINEERS, number / 4);
            done(incidents.callEnded(open, position, engineer, isPassedOn).isPresent());
            return Optional.of(open.callEnded(engineer, position, isPassedOn));
        }

        Optional<Incident> take(Incident open, int number) {
            String by = one(ENGINEERS, number);
            Take.Taken taken = new Take.Taken(by, lease(number), "");
            done(incidents.change(incidents.leases().taking(open, taken, shown(number), now)));
            return Optional.of(open.taken(by, taken.until(), shown(number)));
        }

        Optional<Incident> renew(Incident taken, int number) {
            String by = one(ENGINEERS, number);
            Take.Renewed renewed = new Take.Renewed(by, lease(number), "");
            done(incidents.change(incidents.leases().renewing(taken, renewed, shown(number), now)));
            return Optional.of(taken.taken(by, renewed.until(), shown(number)));
        }

        /** Nobody else has had it, and it is known only now. While that is written, it comes back for nobody. */
        Optional<Incident> takeLate(Incident over, int number) {
            if (over.acknowledgedBy() != null) {
                return Optional.empty();
            }
            Alert alert = alert(number);
            List<Write> comesBack = incidents.suppressed().reopening(over, over.reopenedFor(alert, POLICIES.get(0), now), alert);
            String by = one(ENGINEERS, number);
            Take.HadBefore had = new Take.HadBefore(by, lease(number), "");
            done(incidents.change(incidents.leases().takingLate(over, had, shown(number), now)));
            assertThat(transactions.execute(comesBack)).as("by who has read it before").isFalse();
            return Optional.of(over.taken(by, had.until(), shown(number)).resolved(over.resolvedBy(), over.resolvedAt()));
        }

        Optional<Incident> endLease(Incident taken, int number) {
            done(incidents.leases().reopen(taken, taken.startAfter(), now));
            return Optional.of(taken.startedOver(taken.startAfter(), now));
        }

        Optional<Incident> resolve(Incident any, int number) {
            String by = number % 2 == 0 ? Incident.MONITOR : "sato";
            done(incidents.resolve(any, by, Event.RESOLVED, "", now));
            return Optional.of(any.resolved(by, now));
        }

        Optional<Incident> worsen(Incident any, int number) {
            Alert alert = alert(number);
            if (!any.isWorsenedBy(alert)) {
                return Optional.empty();
            }
            Incident worse = any.worsened(alert, one(POLICIES, number / 4), now);
            done(incidents.worsen(any, worse, alert));
            return Optional.of(worse);
        }

        Optional<Incident> reopen(Incident over, int number) {
            Alert alert = alert(number);
            Incident again = over.reopenedFor(alert, one(POLICIES, number / 4), now);
            done(over.isSuppressed() ? incidents.suppressed().end(over, again, alert)
                    : transactions.execute(incidents.suppressed().reopening(over, again, alert)));
            return Optional.of(again);
        }

        Optional<Incident> suppress(Incident any, int number) {
            done(incidents.suppressed().begin(any, new Suppression(AlertKey.parse("sys/*/*"), now.plusSeconds(number),
                    Severity.CRITICAL, one(ENGINEERS, number), "", false), now));
            return Optional.empty();
        }

        Optional<Incident> joins(Incident open, int number) {
            done(incidents.asking().joined(open, now).isPresent());
            return Optional.empty();
        }

        Optional<Incident> lookLater(Incident taken, int number) {
            done(incidents.asking().later(taken, lease(number), alert(number).id()).isPresent());
            return Optional.empty();
        }

        Optional<Incident> lookLaterForNone(Incident taken, int number) {
            incidents.asking().later(taken, lease(number), news(number));
            return Optional.empty();
        }

        Optional<Incident> tellChannels(Incident taken, int number) {
            done(incidents.asking().channels(taken, news(number), shown(number)));
            return Optional.empty();
        }

        Optional<Incident> askHolder(Incident taken, int number) {
            done(incidents.asking().ask(taken, news(number), now));
            return Optional.empty();
        }

        Optional<Incident> keep(Incident open, int number) {
            if (open.asksHolder()) {
                incidents.asking().keep(open, new Take.Taken(open.news().holder(), open.news().until(), ""), now);
            }
            return Optional.empty();
        }

        Optional<Incident> relate(Incident any, int number) {
            incidents.relating().begin(any, alert(number));
            return Optional.empty();
        }

        /** Of a reopening it matters whether it is over by then. */
        private Instant lease(int number) {
            return now.plusSeconds(number % 3 == 0 ? 10 : 3600);
        }

        private Shown shown(int number) {
            return new Shown(now.minusSeconds(number % 20), number % 2 == 0 ? Set.of() : Set.of("sys/host/cpu"),
                    number % 5 == 0 ? null : one(List.of(Severity.values()), number), number % 3 == 0 ? now
                    : now.minusSeconds(number % 20));
        }

        private SomethingNew news(int number) {
            Alert alert = alert(number);
            AlertRow row = new AlertRow(alert, now, now, 1, false, false, false, Spell.begun(now));
            return new SomethingNew(List.of(new SomethingNew.Item(row, SomethingNew.Kind.NEW, now, true)),
                    number % 2 == 0 ? null : alert.severity());
        }

        private Alert alert(int number) {
            return new Alert("at " + now, "sys", "host", "service" + number % 2, "", one(List.of(Severity.values()), number),
                    State.FIRING, "", now, now, Map.of());
        }

        private static void done(boolean isWritten) {
            assertThat(isWritten).as("is written").isTrue();
        }
    }

    private static <T> T one(List<T> some, int number) {
        return some.get(number % some.size());
    }

    private static Policy policy(String name, Severity callFrom, int rounds) {
        List<Step> steps = List.of(new Step(List.of("call:sato"), 2, Duration.ofSeconds(60)),
                new Step(List.of("call:suzuki", "direct:chat"), Duration.ofSeconds(30)));
        return new Policy(name, null, Duration.ofSeconds(5), callFrom, null, Duration.ofHours(1), rounds, Duration.ofHours(1),
                steps, List.of("direct:chat"), null, null, null, null);
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 10_000).list();
    }
}
