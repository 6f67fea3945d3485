package dev.nightcall.incident;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.core.Take;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;
import java.util.List;

import static dev.nightcall.incident.IncidentItems.key;

/** What is written when somebody takes an incident, has it for longer, and when the time is over for which they have it. */
public final class Leases {

    private final Table table;
    private final Transactions transactions;
    private final Timeline timeline;
    private final IncidentItems items;

    Leases(Table table, Transactions transactions, Timeline timeline, IncidentItems items) {
        this.table = table;
        this.transactions = transactions;
        this.timeline = timeline;
        this.items = items;
    }

    /**
     * Somebody takes an open incident: to be written by {@link Incidents#change}.
     *
     * @param shown what they know of it
     * @param at    when they said so
     */
    public List<Write> taking(Incident incident, Take.Taken taken, Shown shown, Instant at) {
        return List.of(
                taking(incident.taken(taken.by(), taken.until(), shown)).set("status", Status.ACKNOWLEDGED.word())
                        .remove("tellDue").remove("tellFor").whenEquals("status", Status.OPEN.word()),
                timeline.entry(incident.id(), at, Event.ACKNOWLEDGED, taken.by(), taken.reason(), taken.by()));
    }

    /**
     * Somebody who has an incident has it for longer, or somebody else takes it over: to be written by
     * {@link Incidents#change}, which fails when somebody else has it by then.
     */
    public List<Write> renewing(Incident incident, Take.Renewed renewed, Shown shown, Instant at) {
        return List.of(
                taking(incident.taken(renewed.by(), renewed.until(), shown))
                        .whenEquals("status", Status.ACKNOWLEDGED.word())
                        .whenEquals("acknowledgedBy", incident.acknowledgedBy()),
                timeline.entry(incident.id(), at, Event.ACKNOWLEDGED, renewed.by(), renewed.reason(), renewed.by()));
    }

    /**
     * Somebody had taken an incident before it was over, which is known only now: to be written by {@link Incidents#change},
     * which fails when it has come back meanwhile, or another one is said to have had it.
     */
    public List<Write> takingLate(Incident over, Take.HadBefore had, Shown shown, Instant at) {
        return List.of(
                taking(over.taken(had.by(), had.until(), shown)).whenEquals("status", Status.RESOLVED.word())
                        .whenEquals("resolvedAt", over.resolvedAt()).whenAbsent("acknowledgedBy"),
                timeline.entry(over.id(), at, Event.ACKNOWLEDGED, had.by(), had.reason(), had.by()));
    }

    private Write taking(Incident taken) {
        return items.shown(table.update(key(taken.id())), taken.news().shown()).set("acknowledgedBy", taken.acknowledgedBy())
                .set("acknowledgedUntil", taken.acknowledgedUntil()).remove("holder").remove("heldUntil");
    }

    /** The acknowledgement has run out: open again, just before the position from which the rounds start over. */
    public boolean reopen(Incident incident, long nextPosition, Instant now) {
        return transactions.execute(
                table.update(key(incident.id())).set("status", Status.OPEN.word()).set("position", nextPosition - 1)
                        .set("base", nextPosition - 1).set("movedAt", now).remove("asked").remove("ended").remove("passedOn")
                        .remove("acknowledgedBy").remove("acknowledgedUntil").remove("heldUntil").remove("tellDue")
                        .remove("tellFor").whenEquals("status", Status.ACKNOWLEDGED.word())
                        .whenEquals("acknowledgedUntil", incident.acknowledgedUntil()),
                timeline.entry(incident.id(), now, Event.LEASE_ENDED, "" + nextPosition, "not resolved in time",
                        incident.acknowledgedBy()));
    }
}
