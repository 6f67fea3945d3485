package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;
import dev.nightcall.core.PassedOn;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import static dev.nightcall.incident.IncidentItems.key;

/** What is written when an incident is suppressed, and when it is open again. */
final class Suppressed {

    private final Table table;
    private final Transactions transactions;
    private final Timeline timeline;
    private final IncidentItems items;

    Suppressed(Table table, Transactions transactions, Timeline timeline, IncidentItems items) {
        this.table = table;
        this.transactions = transactions;
        this.timeline = timeline;
        this.items = items;
    }

    /**
     * Whatever fires in it is held: nobody is called until it comes back. Of one that is suppressed already only who wants it so,
     * and until when, change.
     *
     * @param first of the suppressions that hold its alerts the one that ends first
     * @return false when the incident has changed since it was read
     */
    boolean begin(Incident incident, Suppression first, Instant now) {
        Write write = table.update(key(incident.id())).set("status", Status.SUPPRESSED.word()).set("suppressedBy", first.by())
                .set("suppressedUntil", first.until()).remove("acknowledgedBy").remove("acknowledgedUntil")
                .whenEquals("status", incident.status().word()).whenEquals("position", incident.position());
        write = incident.isSuppressed() ? write.whenEquals("suppressedUntil", incident.suppressedUntil())
                : write.set("movedAt", now);
        return transactions.execute(write,
                timeline.entry(incident.id(), now, Event.SUPPRESSED, first.by(), first.untilAndHow(), first.by()));
    }

    /**
     * A suppressed incident is open again for an alert.
     *
     * @param again as it is to be
     * @return false when the incident has changed since it was read
     */
    boolean end(Incident suppressed, Incident again, Alert alert) {
        return transactions.execute(reopened(again).whenEquals("status", Status.SUPPRESSED.word())
                .whenEquals("position", suppressed.position()), entry(again, alert));
    }

    /**
     * The writes that open an incident again that was over, unless its group has got another one meanwhile.
     *
     * @param over  as it was read
     * @param again as it is to be
     */
    List<Write> reopening(Incident over, Incident again, Alert alert) {
        return List.of(table.check(key("group/" + over.group())).whenEquals("incident", over.id()),
                had(reopened(again), over).whenEquals("status", Status.RESOLVED.word())
                        .whenEquals("resolvedAt", over.resolvedAt()),
                entry(again, alert));
    }

    /** That somebody had taken it before it was over may be known at this moment. */
    private static Write had(Write reopened, Incident over) {
        return over.acknowledgedBy() == null ? reopened.whenAbsent("acknowledgedBy")
                : reopened.whenEquals("acknowledgedBy", over.acknowledgedBy());
    }

    private Write reopened(Incident again) {
        Write write = table.update(key(again.id())).set("status", again.status().word()).set("position", again.position())
                .set("base", again.base()).set("policy", items.write(again.policy())).set("severity", again.severity().word())
                .set("startedOverFor", again.startedOverFor()).set("reopened", again.reopened()).set("movedAt", again.movedAt())
                .set("acknowledgedBy", again.acknowledgedBy()).set("acknowledgedUntil", again.acknowledgedUntil())
                .set("holder", again.news().holder()).set("heldUntil", again.news().until())
                .set("joinedAt", again.news().joined()).remove("tellDue").remove("tellFor").remove("suppressedBy")
                .remove("suppressedUntil").remove("resolvedBy").remove("resolvedAt").remove("resting")
                // While it was over a look may have been the last, and the clock by which another is asked for be behind.
                .remove("relatedLook");
        if (again.isOpen()) {
            write.remove("asked").remove("ended")
                    .set("passedOn", again.passedOn().stream().map(PassedOn::written).collect(Collectors.toSet()));
        }
        return again.news().shown() == null ? write : items.shown(write, again.news().shown());
    }

    private Write entry(Incident again, Alert alert) {
        boolean begins = again.base() == again.position() && !again.asksHolder();
        return timeline.entry(again.id(), again.movedAt(), Event.REOPENED, alert.id(),
                !again.isOpen() ? again.acknowledgedBy() + " still has it until " + again.acknowledgedUntil()
                        : begins ? alert.severity().word() + ": policy " + again.policy().name() + " from its first step"
                        : "goes on where it was", alert.written().toString());
    }
}
