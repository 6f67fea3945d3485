package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Ending;
import dev.nightcall.core.Incident;
import dev.nightcall.core.PassedOn;
import dev.nightcall.core.Position;
import dev.nightcall.core.Reach;
import dev.nightcall.core.Status;
import dev.nightcall.queue.Messages;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import static dev.nightcall.incident.IncidentItems.key;

/**
 * The table {@code nightcall-incidents}. Every change is one conditional write, in one transaction with the entry on the
 * timeline that tells of it.
 *
 * <p>Besides the incidents it holds one item per group, with id {@code group/NAME}, that names the group's current (or
 * last) incident. It is how at most one incident is open per group.
 */
public final class Incidents {

    private final Table table;
    private final Transactions transactions;
    private final Timeline timeline;
    private final IncidentItems items;
    private final Suppressed suppressed;
    private final Asking asking;
    private final Relating relating;
    private final Leases leases;

    public Incidents(Table table, Transactions transactions, Timeline timeline, Messages messages) {
        this.table = table;
        this.transactions = transactions;
        this.timeline = timeline;
        this.items = new IncidentItems(messages);
        this.suppressed = new Suppressed(table, transactions, timeline, items);
        this.asking = new Asking(table, transactions, timeline, items);
        this.relating = new Relating(table);
        this.leases = new Leases(table, transactions, timeline, items);
    }

    public Optional<Incident> find(String id) {
        return table.get(key(id)).filter(item -> item.has("status")).map(items::read);
    }

    /** @param ids any number */
    public List<Incident> find(List<String> ids) {
        return table.get(ids.stream().map(IncidentItems::key).toList()).stream().map(items::read).toList();
    }

    /** The current incident of a group, or its last one. */
    public Optional<Incident> ofGroup(String group) {
        return table.get(key("group/" + group)).flatMap(item -> find(item.text("incident")));
    }

    /** The id of a group's current or last incident. */
    Supplier<Optional<String>> idOfGroup(String group, Reads reads) {
        return reads.get(table, key("group/" + group), item -> item.text("incident"));
    }

    /** Read with others. */
    public Supplier<Optional<Incident>> find(String id, Reads reads) {
        return reads.get(table, key(id), items::read);
    }

    /** One page of those with a status, newest first. */
    public Table.Page page(Status status, int limit, Item after) {
        return table.page("status", "status", status.word(), true, limit, after);
    }

    /** How many have a status, at most about so many: each is read for it. */
    public long count(Status status, long most) {
        return table.count("status", "status", status.word(), most);
    }

    /** All with a status; read page by page. */
    public List<Incident> all(Status status) {
        List<Incident> all = new ArrayList<>();
        Table.Page page = page(status, 100, null);
        all.addAll(read(page));
        while (page.next() != null) {
            page = page(status, 100, page.next());
            all.addAll(read(page));
        }
        return all;
    }

    /**
     * The writes that open an incident for a group, with its first alert; none is done when the group has got another one
     * meanwhile.
     *
     * @param last  the resolved incident that the group had before, or null
     * @param filed the write that files the alert under the incident
     */
    List<Write> opening(Incident incident, String last, Alert alert, Write filed) {
        Item group = key("group/" + incident.group()).with("incident", incident.id());
        Write pointer = last == null ? table.put(group).whenAbsent("id") : table.put(group).whenEquals("incident", last);
        List<Write> writes = new ArrayList<>(List.of(pointer, table.put(items.write(incident)).whenAbsent("id"), filed,
                timeline.entry(incident.id(), incident.openedAt(), Event.OPENED, alert.identity(),
                        alert.severity().word(), alert.written() + (alert.summary().isEmpty() ? "" : ": " + alert.summary()))));
        if (last != null) {
            // Another alert may open that one again at this moment.
            writes.add(table.check(key(last)).whenEquals("status", Status.RESOLVED.word()));
        }
        return writes;
    }

    /**
     * Moves an open incident from one position to the next.
     *
     * @return false when it is elsewhere, no longer open, or has another policy
     */
    public boolean move(Incident incident, Reach.Moves moves) {
        Position to = moves.to();
        Write move = table.update(key(incident.id())).set("position", to.number()).set("movedAt", moves.at())
                .remove("asked").remove("ended").remove("resting").remove("heldUntil")
                .set("holder", incident.moved(to, moves.at()).news().holder())
                .whenEquals("status", Status.OPEN.word()).whenEquals("position", to.number() - 1)
                .whenAbsentOrEquals("base", incident.base());
        // Before the first step a worse alert changes the policy, but not from where positions are counted.
        move = incident.startedOverFor() == null ? move.whenAbsent("startedOverFor")
                : move.whenEquals("startedOverFor", incident.startedOverFor());
        return transactions.execute(move, timeline.entry(incident.id(), moves.at(), Event.ESCALATED, "" + to.number(),
                moves.reason(), String.join(", ", moves.who().recipients())));
    }

    /** It stays at a position, because no alert is bad enough to phone anybody. */
    public void rest(String id, long position) {
        table.update(key(id)).set("resting", position).whenEquals("status", Status.OPEN.word())
                .whenEquals("position", position).execute();
    }

    /**
     * An alert has made an incident worse, or ends its rest.
     *
     * @param worse as it is by {@link Incident#worsened}
     * @return false when the incident has changed since it was read
     */
    public boolean worsen(Incident incident, Incident worse, Alert alert) {
        Write write = table.update(key(incident.id())).set("severity", worse.severity().word())
                .whenEquals("status", incident.status().word()).whenEquals("position", incident.position())
                .whenAbsentOrEquals("severity", incident.severity().word());
        if (!worse.policy().equals(incident.policy())) {
            write.set("policy", items.write(worse.policy()));
        }
        if (worse.base() != incident.base()) {
            write.set("base", worse.base());
        }
        if (!worse.isOpen() || !alert.id().equals(worse.startedOverFor())) {
            return write.execute().isPresent();
        }
        write.set("movedAt", worse.movedAt()).set("startedOverFor", worse.startedOverFor())
                .remove("resting").remove("holder").remove("heldUntil");
        return transactions.execute(write, timeline.entry(incident.id(), worse.movedAt(), Event.GOT_WORSE, alert.id(),
                alert.severity().word() + ": policy " + worse.policy().name() + " from its first step",
                alert.written().toString()));
    }

    /**
     * Everything is done at a position, so that a repeat of its message has nothing to do.
     *
     * @return the incident, if it still stands there
     */
    public Optional<Incident> acted(String id, long position) {
        return table.update(key(id)).set("acted", position).whenEquals("position", position).execute().map(items::read)
                .filter(Incident::isOpen);
    }

    /** The part of asking for a line that belongs to the incident. */
    public Write ask(String id, long position, String engineer) {
        return table.update(key(id)).addToSet("asked", List.of(engineer)).whenEquals("status", Status.OPEN.word())
                .whenEquals("position", position).whenSetLacks("asked", engineer);
    }

    /**
     * Notes that a call that was asked for at this position has ended without success.
     *
     * @param passedOn whether the engineer wants somebody else to take it
     * @return the incident, if it still stands where it was read
     */
    public Optional<Incident> callEnded(Incident incident, long position, String engineer, boolean passedOn) {
        return ending(incident, position, engineer, passedOn).execute().map(items::read);
    }

    /** The write that notes so. */
    public Write ending(Incident incident, long position, String engineer, boolean passedOn) {
        Write write = table.update(key(incident.id())).whenEquals("status", Status.OPEN.word())
                .whenEquals("position", incident.position());
        if (position == incident.position()) {
            write.addToSet("ended", List.of(engineer));
        }
        return passedOn ? write.addToSet("passedOn", List.of(new PassedOn(engineer, position).written())) : write;
    }

    /**
     * Changes that happen together or not at all, of one incident or of many.
     *
     * @param changes at most 100
     * @return false when an incident has changed since it was read
     */
    public boolean change(List<Write> changes) {
        return transactions.execute(changes);
    }

    /** Who has them, and for how long. */
    public Leases leases() {
        return leases;
    }

    Asking asking() {
        return asking;
    }

    Suppressed suppressed() {
        return suppressed;
    }

    Relating relating() {
        return relating;
    }

    /** @param by {@link Incident#MONITOR}, or who; @return false when it was resolved before */
    public boolean resolve(Incident incident, String by, Event event, String reason, Instant now) {
        return transactions.execute(
                table.update(key(incident.id())).set("status", Status.RESOLVED.word()).set("resolvedBy", by)
                        .set("resolvedAt", now).remove("suppressedBy").remove("suppressedUntil")
                        .whenEquals("status", incident.status().word()),
                timeline.entry(incident.id(), now, event, by, reason, by));
    }

    /** Nothing is left of it. @return false when it has changed since it was read */
    boolean resolve(Incident incident, Ending.IsOver over, Instant now) {
        return resolve(incident, over.by(), Event.RESOLVED, over.reason(), now);
    }

    /** The incidents of a page. */
    public List<Incident> read(Table.Page page) {
        return page.items().stream().map(items::read).toList();
    }
}
