package dev.nightcall.audit;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.aws.Item;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.escalation.Reached;
import dev.nightcall.night.Cloud;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Whatever is overdue is found, told and moved, with the same effect however often; what is in time is left alone. */
@ExtendWith(Cloud.Extension.class)
class OverdueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

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
    void anIncidentThatWasNotEscalatedIsAndOnlyOnce() {
        Incident incident = books.opens("xyz", Severity.ERROR);
        books.clock.advance(Duration.ofSeconds(10).plus(Books.GRACE));
        assertThat(books.moved()).isEmpty();

        books.clock.advance(SECOND);
        Later first = new Later(Task.ESCALATE, incident.id(), 1, now());
        assertThat(books.moved()).containsExactly(first).isEqualTo(books.moved());
        assertThat(books.told(incident.id())).containsExactly("found-by-audit: no move to position 1");
        assertThat(books.counted(What.ESCALATION)).isEqualTo(2);

        Reached reached = books.decisions.escalation.reach(first).orElseThrow();
        books.decisions.escalation.acted(reached);
        assertThat(books.decisions.escalation.reach(first)).as("the one that was late").isEmpty();
        books.clock.advance(Duration.ofMinutes(3).plus(Books.GRACE));
        assertThat(books.moved()).isEmpty();
        books.clock.advance(SECOND);
        assertThat(books.moved()).containsExactly(new Later(Task.ESCALATE, incident.id(), 2, now()));
    }

    @Test
    void anIncidentThatRestsIsLeftAlone() {
        Incident incident = books.opens("quiet", Severity.WARNING);
        books.decisions.escalation.reach(new Later(Task.ESCALATE, incident.id(), 1, now()));
        books.clock.advance(Duration.ofDays(1));

        assertThat(books.decisions.incidents.find(incident.id())).get().matches(Course::isResting);
        assertThat(books.moved()).isEmpty();
    }

    @Test
    void anAcknowledgementThatDidNotEndDoes() {
        Incident incident = books.opens("xyz", Severity.ERROR);
        books.decisions.acknowledging.take(incident.id(), "sato", now());
        books.clock.advance(Duration.ofMinutes(60).plus(Books.GRACE));
        assertThat(books.moved()).isEmpty();

        books.clock.advance(SECOND);
        Later end = new Later(Task.END_LEASE, incident.id(), 1, now());
        assertThat(books.moved()).containsExactly(end);
        assertThat(books.told(incident.id())).containsExactly("found-by-audit: no end of the acknowledgement by sato");

        books.decisions.acknowledging.endLease(end);
        assertThat(books.decisions.incidents.find(incident.id())).get().matches(Incident::isOpen);
        assertThat(books.moved()).isEmpty();
    }

    @Test
    void openIncidentsAreLookedAtPageByPageAndTheRestNextTime() {
        Item after = Item.of("id", "1").with("status", "open").with("openedAt", Books.NOW);
        assertThat(books.progress.takePlace(Status.OPEN.word())).isNull();

        books.progress.keepPlace(Status.OPEN.word(), after);
        assertThat(books.progress.takePlace(Status.OPEN.word()).time("openedAt")).isEqualTo(Books.NOW);
        assertThat(books.progress.takePlace(Status.OPEN.word())).as("when the run before has died").isNull();

        // Newest first: from a place before it was opened, an incident has had its turn, and comes again the next time.
        books.opens("xyz", Severity.ERROR);
        books.clock.advance(Duration.ofHours(1));
        books.progress.keepPlace(Status.OPEN.word(), Item.of("id", "1").with("status", "open")
                .with("openedAt", Books.NOW.minusSeconds(1)));
        assertThat(books.overdueIncidents.escalate()).isEmpty();
        assertThat(books.overdueIncidents.escalate()).hasSize(1);
    }

    @Test
    void aSuppressionThatDidNotEndDoes() {
        Suppression suppression = new Suppression(AlertKey.parse("xyz/*/*"), Books.NOW.plusSeconds(60), Severity.CRITICAL,
                "sato", "", false);
        books.decisions.holding.begin(suppression);
        books.clock.advance(Duration.ofSeconds(60).plus(Books.GRACE));
        assertThat(books.moved()).isEmpty();

        books.clock.advance(SECOND);
        List<Outgoing> moved = books.moved();
        assertThat(moved).containsExactly(new Later(Task.END_SUPPRESSION, "xyz/*/*",
                suppression.until().getEpochSecond(), suppression.until()));
        assertThat(books.told(suppression.holder())).hasSize(1);

        Later end = (Later) moved.get(0);
        books.decisions.holding.forget(end, books.decisions.holding.raise(end));
        assertThat(books.moved()).isEmpty();
    }

    @Test
    void aLineInACallThatIsSettledOrUnknownIsFreed() {
        Incident incident = books.opens("xyz", Severity.ERROR);
        books.callsTable.put(books.call("settled", "sato").with("outcome", "busy").with("endedAt", now())
                .with("settledAt", now())).execute();
        books.callsTable.put(books.call("runs", "tanaka")).execute();
        books.linesTable.put(books.line("sato").with("call", "settled").with("until", now()).with("page", 1)
                .with("began", now()).with("severity", "error").with("since", now())).execute();
        books.linesTable.put(books.line("suzuki").with("call", "gone").with("until", now())).execute();
        books.linesTable.put(books.line("tanaka").with("call", "runs").with("until", now())).execute();
        books.waits(incident, "sato");

        assertThat(books.moved()).containsExactly(new Dial("sato"));
        assertThat(books.lines.of("sato").isFree()).isTrue();
        assertThat(books.lines.of("suzuki").isFree()).isTrue();
        assertThat(books.lines.of("tanaka").isFree()).isFalse();
        assertThat(books.told(incident.id())).containsExactly(
                "found-by-audit: the line is taken by call settled, which is settled");
        assertThat(books.moved()).isEmpty();
    }

    @Test
    void aClaimThatRanOutIsTakenOver() {
        books.callsTable.put(books.call("runs", "sato")).execute();
        books.linesTable.put(books.line("sato").with("call", "runs").with("owner", "dead").with("until", now())).execute();
        books.clock.advance(Books.GRACE);
        assertThat(books.moved()).isEmpty();

        books.clock.advance(SECOND);
        assertThat(books.moved()).containsExactly(new Dial("sato"));
        assertThat(books.counted(What.DIAL)).isEqualTo(1);
    }

    @Test
    void aLineForWhichSomethingWaitsIsDialledUnlessThereAreMessagesForAllOfThem() {
        Incident incident = books.opens("xyz", Severity.ERROR);
        books.linesTable.put(books.line("sato").with("began", now()).with("severity", "error").with("since", now())).execute();
        books.waits(incident, "sato");
        books.clock.advance(Books.GRACE);
        assertThat(books.overdueLines.serve()).isEmpty();

        books.clock.advance(SECOND);
        assertThat(books.overdueLines.serve()).containsExactly(new Dial("sato"));
        assertThat(books.told(incident.id())).containsExactly("found-by-audit: no call to sato for what waits");

        books.night.backDoor().put(books.night.names().queues().calls(), new Dial("sato"));
        assertThat(books.overdueLines.serve()).isEmpty();
    }

    @Test
    void aCallOfWhichNothingWasHeardIsLookedAt() {
        Incident incident = books.opens("xyz", Severity.ERROR);
        books.waits(incident, "sato");
        books.callsTable.put(books.call("asked", "sato").with("askedConnect", now().plusSeconds(30))).execute();
        books.clock.advance(Duration.ofSeconds(30).plus(Books.LONGEST).plus(Books.GRACE));
        assertThat(books.overdueCalls.look()).isEmpty();

        books.clock.advance(SECOND);
        assertThat(books.overdueCalls.look()).containsExactly(new Later(Task.WATCH_CALL, "asked", 1, now()));
        assertThat(books.told(incident.id())).containsExactly("found-by-audit: no outcome of call asked");
    }

    @Test
    void aCallThatWasNotSettledIs() {
        books.callsTable.put(books.call("busy", "sato").with("askedConnect", now()).with("outcome", "busy")
                .with("endedAt", now())).execute();
        books.callsTable.put(books.call("done", "sato").with("askedConnect", now()).with("outcome", "busy")
                .with("endedAt", now()).with("settledAt", now())).execute();
        books.clock.advance(Books.GRACE);
        assertThat(books.moved()).isEmpty();

        books.clock.advance(SECOND);
        assertThat(books.moved()).containsExactly(new Later(Task.WATCH_CALL, "busy", 1, now()));
        assertThat(books.counted(What.SETTLEMENT)).isEqualTo(1);
    }

    @Test
    void aCallThatWillNeverBeDialledHasFailedAndOneThatItsLineStillHasWaits() {
        books.callsTable.put(books.call("left", "sato")).execute();
        books.callsTable.put(books.call("claimed", "suzuki")).execute();
        books.linesTable.put(books.line("suzuki").with("call", "claimed").with("until", now().plusSeconds(3600))).execute();
        books.clock.advance(Books.LONGEST.plus(Books.GRACE).plusSeconds(1));

        assertThat(books.moved()).singleElement(type(Settle.class)).extracting(Settle::finding)
                .matches(finding -> finding.callId().equals("left") && finding.outcome() == Outcome.FAILED);
    }

    private Instant now() {
        return books.clock.instant();
    }
}
