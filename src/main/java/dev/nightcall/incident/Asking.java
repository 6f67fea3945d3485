package dev.nightcall.incident;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Incident;
import dev.nightcall.core.PassedOn;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.core.Status;
import dev.nightcall.core.Take;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;
import java.util.Optional;

import static dev.nightcall.incident.IncidentItems.key;

/** What becomes of an incident that somebody has when there is something new in it. */
final class Asking {

    private final Table table;
    private final Transactions transactions;
    private final Timeline timeline;
    private final IncidentItems items;

    Asking(Table table, Transactions transactions, Timeline timeline, IncidentItems items) {
        this.table = table;
        this.transactions = transactions;
        this.timeline = timeline;
        this.items = items;
    }

    /**
     * It is to be looked at a time whether its holder is to be told.
     *
     * @param alert the id of the alert for which that is
     * @return the incident as it is then; empty when it has changed since it was read
     */
    Optional<Incident> later(Incident taken, Instant due, String alert) {
        return due(taken, due).set("tellFor", alert).execute().map(items::read);
    }

    /**
     * The same for none in particular.
     *
     * @param news what was seen; how bad the worst was that was told is kept, as otherwise each alert of a storm may be worse
     */
    void later(Incident taken, Instant due, SomethingNew news) {
        Write write = due(taken, due).remove("tellFor");
        boolean isFound = taken.news().shown().worst() == null && news.worst() != null;
        (isFound ? write.set("shownWorst", news.worst().word()).whenEquals("shownAt", taken.news().shown().at()) : write)
                .execute();
    }

    private Write due(Incident taken, Instant due) {
        Write write = held(taken).set("tellDue", due);
        return taken.news().due() == null ? write.whenAbsent("tellDue") : write.whenEquals("tellDue", taken.news().due());
    }

    /** Nothing is new in it: no look is on its way but for what comes now. */
    void nothing(Incident taken) {
        if (taken.news().due() != null) {
            held(taken).remove("tellDue").remove("tellFor").whenEquals("tellDue", taken.news().due()).execute();
        }
    }

    /** An alert has joined it while people are called about it. @return empty when it is not open any more */
    Optional<Incident> joined(Incident open, Instant at) {
        return table.update(key(open.id())).set("joinedAt", at).whenEquals("status", Status.OPEN.word()).execute()
                .map(items::read);
    }

    /**
     * Its holder is to be asked by telephone whether they take what is new, too: open again where they are asked first, and the
     * escalation follows.
     *
     * @return false when the incident has changed since it was read
     */
    boolean ask(Incident taken, SomethingNew news, Instant now) {
        long at = taken.beyond();
        // Of one that an older version has taken it is known only as long as somebody has it what they were shown.
        return transactions.execute(items.shown(held(taken), taken.news().shown()).set("status", Status.OPEN.word())
                        .set("position", at).set("base", at).set("movedAt", now).set("joinedAt", now)
                        .set("holder", taken.acknowledgedBy()).set("heldUntil", taken.acknowledgedUntil())
                        .remove("acknowledgedBy").remove("acknowledgedUntil").remove("tellDue").remove("tellFor")
                        .remove("resting").remove("asked").remove("ended").remove("passedOn")
                        .whenEquals("position", taken.position())
                        .whenEquals("acknowledgedUntil", taken.acknowledgedUntil()),
                timeline.entry(taken.id(), now, Event.SOMETHING_NEW, "" + at, news.text(), taken.acknowledgedBy()));
    }

    /**
     * Nothing of that is left: they have it as before. That it is so is to be seen of it until something else becomes of it, so
     * that whoever repeats this knows what follows.
     *
     * @return false when the incident has changed since it was read
     */
    boolean keep(Incident asked, Take.Taken kept, Instant now) {
        return transactions.execute(
                table.update(key(asked.id())).set("status", Status.ACKNOWLEDGED.word()).set("acknowledgedBy", kept.by())
                        .set("acknowledgedUntil", kept.until()).remove("holder").whenEquals("status", Status.OPEN.word())
                        .whenEquals("position", asked.position()).whenEquals("holder", kept.by())
                        .whenSetLacks("passedOn", new PassedOn(kept.by(), asked.position()).written()),
                timeline.entry(asked.id(), now, Event.ACKNOWLEDGED, kept.by(), kept.reason(), kept.by()));
    }

    /**
     * Channels are told of it, and nobody is phoned.
     *
     * @param shown all that is there
     * @return false when the incident has changed since it was read
     */
    boolean channels(Incident taken, SomethingNew news, Shown shown) {
        return transactions.execute(items.shown(held(taken), shown).set("toldAt", shown.at()).remove("tellDue").remove("tellFor")
                        .set("toldOf", news.newest().alerts()).set("toldCount", news.newest().count())
                        .whenEquals("acknowledgedUntil", taken.acknowledgedUntil()),
                timeline.entry(taken.id(), shown.at(), Event.SOMETHING_NEW, taken.acknowledgedBy(),
                        news.text() + ", nobody is phoned", taken.acknowledgedBy()));
    }

    private Write held(Incident taken) {
        return table.update(key(taken.id())).whenEquals("status", Status.ACKNOWLEDGED.word())
                .whenEquals("acknowledgedBy", taken.acknowledgedBy());
    }
}
