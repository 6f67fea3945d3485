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
import dev.nightcall.core.Reach;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.core.Spell;
import dev.nightcall.core.Suppression;
import dev.nightcall.core.Take;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import dev.nightcall.queue.Messages;
import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What an incident says it is after a write, and what is read after that write, are the same, whatever became of it before. */
class AsWrittenTest {

    private static final List<Policy> POLICIES = List.copyOf(OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: 鈴木, phones: [{number: "+819000000002"}]}
            policies:
              default: {rounds: 2, steps: [{recipients: ["call:sato"], attempts: 2}, {recipients: ["call:suzuki"]}]}
              urgent: {callFrom: error, steps: [{recipients: ["call:sato"]}, {recipients: ["call:suzuki"], attempts: 2}]}
            """).policies());
    private static final Messages MESSAGES = new Messages(Json.mapper());

    enum Happens { MOVED, ASKED, DONE, CALL_ENDED, PASSED_ON, PASSED_ON_LATE, RESTS, WORSE, TAKEN, KEPT, LEASE_ENDED, ASKS_HOLDER,
        RESOLVED, SUPPRESSED, BACK }

    @Property(tries = 500)
    void whatIsReadIsWhatItSaysItIs(@ForAll @Size(min = 1, max = 40) List<Happens> what, @ForAll @Size(40) List<Integer> numbers) {
        Written written = new Written();
        for (int n = 0; n < what.size(); n++) {
            written.happens(what.get(n), Math.floorMod(numbers.get(n), 12));
        }
    }

    /** An incident in a table, beside what it says it is. */
    private static final class Written {

        private final MemoryDynamoDb store = new MemoryDynamoDb(MemoryTables.of(Names.standard()));
        private final Transactions transactions = new Transactions(store);
        private final Incidents incidents = new Incidents(new Table(store, Names.standard().tables().incidents()), transactions,
                new Timeline(new Table(store, Names.standard().tables().timeline())), MESSAGES);
        private Instant now = Instant.parse("2026-11-22T18:10:00Z");
        private Incident incident = Incident.opened("i", "sys", POLICIES.get(0), Severity.WARNING, "a0", now);

        Written() {
            Write filed = new Table(store, Names.standard().tables().alerts())
                    .put(Item.of("holder", "i").with("key", "a0"));
            assertThat(incidents.change(incidents.opening(incident, null, alert(0), filed))).isTrue();
            isRead(incident);
        }

        void happens(Happens what, int number) {
            now = now.plusSeconds(1 + number * 20L);
            String engineer = number % 2 == 0 ? "sato" : "suzuki";
            switch (incident.status()) {
                case OPEN -> open(what, number, engineer);
                case ACKNOWLEDGED -> acknowledged(what, number);
                case SUPPRESSED, RESOLVED -> over(what, number);
            }
        }

        private void open(Happens what, int number, String engineer) {
            switch (what) {
                case MOVED -> {
                    Reach.Moves moves = new Reach.Moves(incident.at(incident.position() + 1), now,
                            new Addressees(List.of("call:sato"), false, false), "moved");
                    assertThat(incidents.move(incident, moves)).isTrue();
                    isRead(incident.moved(moves.to(), now));
                }
                case ASKED -> {
                    boolean asked = incidents.ask("i", incident.position(), engineer).execute().isPresent();
                    assertThat(asked).isNotEqualTo(incident.asked().contains(engineer));
                    isRead(incident.asking(engineer));
                }
                case DONE -> {
                    incidents.acted("i", incident.position());
                    isRead(incident.done());
                }
                case CALL_ENDED -> ends(engineer, incident.position(), false);
                case PASSED_ON -> ends(engineer, incident.position(), true);
                case PASSED_ON_LATE -> ends(engineer, incident.position() - 1, true);
                case RESTS -> {
                    incidents.rest("i", incident.position());
                    incident = incidents.find("i").orElseThrow();
                }
                case WORSE -> worse(number);
                case TAKEN -> {
                    Take.Taken taken = new Take.Taken(engineer, now.plusSeconds(60), "");
                    assertThat(incidents.change(incidents.taking(incident, taken, Shown.allUntil(now), now))).isTrue();
                    // What they were shown is known to the shell only.
                    isReadBut("news.shown", incident.taken(engineer, taken.until()));
                }
                case KEPT -> {
                    if (incident.asksHolder() && !incident.hasPassedOn(incident.news().holder())) {
                        Take.Taken kept = new Take.Taken(incident.news().holder(), incident.news().until(), "");
                        assertThat(incidents.asking().keep(incident, kept, now)).isTrue();
                        incident = incidents.find("i").orElseThrow();
                    }
                }
                default -> over(what, number);
            }
        }

        private void acknowledged(Happens what, int number) {
            switch (what) {
                case WORSE -> worse(number);
                case LEASE_ENDED -> {
                    long start = incident.startAfter();
                    assertThat(incidents.reopen(incident, start, now)).isTrue();
                    isRead(incident.startedOver(start, now));
                }
                case ASKS_HOLDER -> {
                    AlertRow row = new AlertRow(alert(number), now, now, 1, false, false, false, Spell.begun(now));
                    SomethingNew news = new SomethingNew(List.of(new SomethingNew.Item(row, SomethingNew.Kind.NEW, now, true)),
                            Severity.ERROR);
                    assertThat(incidents.asking().ask(incident, news, now)).isTrue();
                    incident = incidents.find("i").orElseThrow();
                    assertThat(incident.asksHolder()).isTrue();
                }
                default -> over(what, number);
            }
        }

        private void over(Happens what, int number) {
            if (what == Happens.RESOLVED && !incident.isResolved()) {
                assertThat(incidents.resolve(incident, Incident.MONITOR, Event.RESOLVED, "", now)).isTrue();
                isRead(incident.resolved(Incident.MONITOR, now));
            } else if (what == Happens.SUPPRESSED && !incident.isResolved()) {
                Suppression first = new Suppression(AlertKey.of("sys", "host", ""), now.plusSeconds(60), Severity.ERROR,
                        "sato", "", false);
                assertThat(incidents.suppressed().begin(incident, first, now)).isTrue();
                incident = incidents.find("i").orElseThrow();
            } else if (what == Happens.BACK && (incident.isResolved() || incident.isSuppressed())) {
                Incident again = incident.reopenedFor(alert(number), policy(number), now);
                assertThat(incident.isSuppressed() ? incidents.suppressed().end(incident, again, alert(number))
                        : incidents.change(incidents.suppressed().reopening(incident, again, alert(number)))).isTrue();
                isRead(again);
            }
        }

        private void worse(int number) {
            if (incident.isWorsenedBy(alert(number))) {
                Incident worse = incident.worsened(alert(number), policy(number), now);
                assertThat(incidents.worsen(incident, worse, alert(number))).isTrue();
                isRead(worse);
            }
        }

        private void ends(String engineer, long position, boolean passedOn) {
            assertThat(incidents.callEnded(incident, position, engineer, passedOn)).isPresent();
            isRead(incident.callEnded(engineer, position, passedOn));
        }

        private void isRead(Incident expected) {
            incident = incidents.find("i").orElseThrow();
            assertThat(incident).isEqualTo(expected);
        }

        private void isReadBut(String field, Incident expected) {
            incident = incidents.find("i").orElseThrow();
            assertThat(incident).usingRecursiveComparison().ignoringFields(field).isEqualTo(expected);
        }

        private Alert alert(int number) {
            return new Alert("a" + number, "sys", "host", "", "", Severity.values()[number % Severity.values().length],
                    State.FIRING, "", now, now, Map.of());
        }

        private static Policy policy(int number) {
            return POLICIES.get(number / 6);
        }
    }
}
