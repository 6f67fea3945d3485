package dev.nightcall.audit;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.ledger.Ledger.Handled;
import dev.nightcall.night.Cloud;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.queue.Messages;
import dev.nightcall.sending.Raised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Every accepted alert and every call is somewhere; what is nowhere is told, once, and that it is well again. */
@ExtendWith(Cloud.Extension.class)
class AccountTest {

    private final Messages messages = new Messages(Json.mapper());
    private Books books;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        books = new Books(cloud);
    }

    @AfterEach
    void end() throws Exception {
        books.close();
    }

    @Test
    void everyAlertIsCountedWhereItIsNow() {
        Incident open = books.opens("open", Severity.ERROR);
        Incident taken = books.opens("taken", Severity.ERROR);
        books.decisions.acknowledging.take(taken.id(), "sato", Books.NOW);
        handled("a", "opened", open.id());
        handled("b", "joined", open.id());
        handled("c", "opened", taken.id());
        handled("d", "held", null);
        handled("e", "noted", null);
        handled("f", "ignored", null);
        handled("g", "older", open.id());
        handled("h", "older", null);
        Alert lost = accepted("lost");
        Alert dead = accepted("dead");
        books.night.backDoor().put(books.night.names().queues().deadLetters(),
                new DeadLetter("m1", "alerts", "broken", messages.write(dead), Books.NOW));
        handled("nowhere", "opened", "no-such-incident");
        books.clock.advance(Books.GRACE.plusSeconds(1));
        accepted("new");

        AlertAccount alerts = books.accounts.between(Books.NOW, now().plusSeconds(1)).alerts();

        assertThat(alerts.places()).containsEntry("open", 2L).containsEntry("acknowledged", 1L).containsEntry("resolved", 0L)
                .containsEntry("held", 1L).containsEntry("noted", 1L).containsEntry("ignored", 1L).containsEntry("older", 2L)
                .containsEntry("dead-letter", 1L).containsEntry("queued", 1L).containsEntry("unaccounted", 2L);
        assertThat(alerts.total()).isEqualTo(12);
        assertThat(alerts.older()).extracting(AlertAccount.Listed::id).containsExactlyInAnyOrder("g", "h");
        assertThat(alerts.unaccounted()).extracting(AlertAccount.Listed::id).containsExactlyInAnyOrder("lost", "nowhere");
        assertThat(alerts.unaccounted()).filteredOn(missing -> missing.id().equals("lost")).containsExactly(
                new AlertAccount.Listed("lost", lost.identity(), lost.receivedAt(), "accepted, and never handled"));
    }

    @Test
    void asManyAsAreInTheQueueAreThere() {
        accepted("a");
        accepted("b");
        books.night.backDoor().put(books.night.names().queues().alerts(), "one");
        books.clock.advance(Books.GRACE.plusSeconds(1));
        assertThat(alerts().in(Place.UNACCOUNTED)).isEqualTo(2);

        books.night.backDoor().put(books.night.names().queues().alerts(), "two");
        assertThat(alerts().in(Place.UNACCOUNTED)).isZero();
        assertThat(alerts().in(Place.QUEUED)).isEqualTo(2);
    }

    @Test
    void whatIsRaisedAgainIsAnotherStatement() {
        Alert alert = accepted("a");
        Alert again = alert.raisedAgain(alert.receivedAt().plusNanos(1), alert.receivedAt());
        books.ledger.accepted(List.of(again));
        books.ledger.handled(List.of(new Handled(alert, "held", null)));
        books.clock.advance(Books.GRACE.plusSeconds(1));

        assertThat(alerts().in(Place.HELD)).isEqualTo(1);
        assertThat(alerts().unaccounted()).extracting(AlertAccount.Listed::receivedAt).containsExactly(again.receivedAt());
    }

    @Test
    void everyCallIsThereAndThoseThatAreOverdueAreUnaccounted() {
        books.callsTable.put(books.call("settled", "sato").with("contactId", "c1").with("outcome", "acknowledged")
                .with("endedAt", now()).with("settledAt", now())).execute();
        books.callsTable.put(books.call("unsettled", "sato").with("contactId", "c2").with("outcome", "busy")
                .with("endedAt", now())).execute();
        books.callsTable.put(books.call("unheard", "sato")).execute();
        assertThat(books.accounts.between(Books.NOW, now().plusSeconds(1)).unaccounted()).isZero();

        books.clock.advance(Books.GRACE.plusSeconds(1));
        assertThat(calls().unaccounted()).extracting(CallAccount.Row::id).containsExactly("unsettled");
        books.clock.advance(Books.LONGEST);
        assertThat(calls().unaccounted()).extracting(CallAccount.Row::id).containsExactlyInAnyOrder("unsettled", "unheard");
        assertThat(calls().calls()).extracting(CallAccount.Row::contactId).containsExactlyInAnyOrder("c1", "c2", null);
    }

    @Test
    void whatIsUnaccountedForTwiceIsToldOnceAndThatItIsWellAgain() {
        Alert lost = accepted("lost");
        books.clock.advance(Books.GRACE);
        assertThat(books.account()).isEmpty();
        books.clock.advance(Duration.ofSeconds(1));
        assertThat(books.account()).as("found once").isEmpty();
        assertThat(books.registry.get("nightcall.audit.unaccounted").gauge().value()).isEqualTo(1);

        // A crash before what was found is kept: it is told again, as the same alert.
        Alert told = books.accounting.account().stream().filter(Raised.class::isInstance)
                .map(raised -> ((Raised) raised).alert()).findFirst().orElseThrow();
        assertThat(told.identity()).isEqualTo("nightcall//audit");
        assertThat(told.severity()).isEqualTo(Severity.ERROR);
        assertThat(told.summary()).startsWith("1 alerts or calls are unaccounted for, the first: alert lost xyz/host/");
        assertThat(books.account()).singleElement().extracting(Alert::identity).isEqualTo(told.identity());
        assertThat(books.account()).isEmpty();

        // It stays so, longer than most runs look back, until it is handled.
        books.clock.advance(Duration.ofMinutes(90));
        assertThat(books.account()).isEmpty();
        books.clock.advance(Duration.ofMinutes(5));
        assertThat(books.account()).isEmpty();
        books.ledger.handled(List.of(new Handled(lost, "ignored", null)));
        assertThat(books.account()).singleElement().extracting(Alert::state).isEqualTo(State.RESOLVED);
        assertThat(books.account()).isEmpty();
        assertThat(books.registry.get("nightcall.audit.unaccounted").gauge().value()).isZero();
    }

    @Test
    void anotherOneIsToldOfAsWell() {
        accepted("a");
        books.clock.advance(Books.GRACE.plusSeconds(1));
        books.account();
        assertThat(books.account()).hasSize(1);
        accepted("b");
        books.clock.advance(Books.GRACE.plusSeconds(1));

        assertThat(books.account()).isEmpty();
        assertThat(books.account()).singleElement().extracting(Alert::summary).asString().startsWith("2 alerts or calls");
    }

    /** One that was first received long before its suppression ended, and was then lost. */
    @Test
    void everyHourTheWholeDayIsLookedAt() {
        accepted("early");
        books.ledger.handled(List.of(new Handled(books.alert("early", "xyz", Severity.ERROR), "held", null)));
        Alert again = books.alert("early", "xyz", Severity.ERROR).raisedAgain(Books.NOW.plusNanos(1), Books.NOW);
        books.clock.advance(Duration.ofHours(8));
        books.account();
        books.ledger.accepted(List.of(again));
        books.clock.advance(Duration.ofMinutes(30));
        assertThat(books.account()).isEmpty();

        books.clock.advance(Duration.ofMinutes(30));
        assertThat(books.account()).isEmpty();
        books.clock.advance(Duration.ofMinutes(5));
        assertThat(books.account()).hasSize(1);
    }

    @Test
    void theTextSaysWhereEverythingIs() {
        accepted("lost");
        books.callsTable.put(books.call("c", "sato").with("outcome", "busy").with("endedAt", now())).execute();
        books.clock.advance(Books.GRACE.plusSeconds(1));

        assertThat(new AccountText().lines(books.accounts.between(Books.NOW, Books.NOW.plusSeconds(1)))).contains(
                "2026-11-22T18:10:00Z to 2026-11-22T18:10:01Z",
                "alerts                                 1", "  UNACCOUNTED FOR                      1",
                "alert lost xyz/host/ received 2026-11-22T18:10:00Z: accepted, and never handled",
                "call c to sato made 2026-11-22T18:10:00Z, contact unknown: busy, not settled");
    }

    private Alert accepted(String id) {
        Alert alert = books.alert(id, "xyz", Severity.ERROR);
        books.ledger.accepted(List.of(alert));
        return alert;
    }

    private void handled(String id, String decision, String incident) {
        books.ledger.handled(List.of(new Handled(accepted(id), decision, incident)));
    }

    private AlertAccount alerts() {
        return books.accounts.between(Books.NOW, Books.NOW.plusSeconds(1)).alerts();
    }

    private CallAccount calls() {
        return books.accounts.between(Books.NOW, Books.NOW.plusSeconds(1)).calls();
    }

    private Instant now() {
        return books.clock.instant();
    }
}
