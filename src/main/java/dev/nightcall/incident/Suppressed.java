package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.oncall.Policy;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;

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
     * A suppressed incident is open again, as if the alert had just opened it: its severity, its policy, the first step.
     *
     * @return false when the incident has changed since it was read
     */
    boolean end(Incident incident, Alert alert, Policy policy, Instant now) {
        // Never where it stood before: what was said of that position must not be taken for what is said of this one.
        long at = incident.startAfter();
        return transactions.execute(
                table.update(key(incident.id())).set("status", Status.OPEN.word()).set("position", at).set("base", at)
                        .set("reopened", at).set("movedAt", now).set("severity", alert.severity().word())
                        .set("policy", items.write(policy)).set("startedOverFor", alert.id()).remove("resting")
                        .remove("asked").remove("ended").remove("passedOn").remove("suppressedBy").remove("suppressedUntil")
                        .whenEquals("status", Status.SUPPRESSED.word()).whenEquals("position", incident.position()),
                timeline.entry(incident.id(), now, Event.REOPENED, alert.id(),
                        alert.severity().word() + ": policy " + policy.name() + " from its first step", alert.key().toString()));
    }
}
