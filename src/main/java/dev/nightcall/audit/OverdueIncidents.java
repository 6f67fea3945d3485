package dev.nightcall.audit;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.outage.PhoneOutage;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Incidents whose next move did not come, as when its message was lost. A message that is merely late is no harm: whoever asks
 * second for a position, or for the end of an acknowledgement, changes nothing.
 */
public final class OverdueIncidents {

    private static final int PAGE = 100;
    /** A run is to last seconds, and ten thousand open incidents are looked through within an hour all the same. */
    private static final int PAGES = 20;

    private final Incidents incidents;
    private final Progress progress;
    private final Moves moves;
    private final Patience patience;
    private final Supplier<Optional<PhoneOutage>> outage;
    private final Clock clock;

    public OverdueIncidents(Incidents incidents, Progress progress, Moves moves, Patience patience,
                            Supplier<Optional<PhoneOutage>> outage, Clock clock) {
        this.incidents = incidents;
        this.progress = progress;
        this.moves = moves;
        this.patience = patience;
        this.outage = outage;
        this.clock = clock;
    }

    /** Open ones that should stand at their next position. */
    public List<Outgoing> escalate() {
        if (patience.isForOutage(outage.get(), clock.instant())) {
            return List.of();
        }
        return overdue(Status.OPEN, incident -> incident.isOpen() && !incident.isResting() && isOver(nextMove(incident)))
                .stream().map(incident -> {
                    moves.tell(What.ESCALATION, List.of(incident.id()), nextMove(incident), incident.id(),
                            "no move to position " + (incident.position() + 1));
                    return now(Task.ESCALATE, incident, incident.position() + 1);
                }).toList();
    }

    /** Those whose acknowledgement should have ended. */
    public List<Outgoing> endLeases() {
        return overdue(Status.ACKNOWLEDGED, incident -> incident.status() == Status.ACKNOWLEDGED
                && isOver(incident.acknowledgedUntil()))
                .stream().map(incident -> {
                    moves.tell(What.ACKNOWLEDGEMENT, List.of(incident.id()), incident.acknowledgedUntil(), incident.id(),
                            "no end of the acknowledgement by " + incident.acknowledgedBy());
                    return now(Task.END_LEASE, incident, incident.startAfter());
                }).toList();
    }

    /** Those whose suppression should have ended. */
    public List<Outgoing> comeBack() {
        return overdue(Status.SUPPRESSED, incident -> incident.isSuppressed() && isOver(incident.suppressedUntil()))
                .stream().map(incident -> {
                    moves.tell(What.COMEBACK, List.of(incident.id()), incident.suppressedUntil(), incident.id(),
                            "no end of the suppression by " + incident.suppressedBy());
                    return now(Task.LOOK_AT_SUPPRESSED, incident, incident.suppressedUntil().getEpochSecond());
                }).toList();
    }

    /** Of the pages whose turn it is. */
    private List<Incident> overdue(Status status, Predicate<Incident> isOverdue) {
        List<String> found = new ArrayList<>();
        Item after = progress.takePlace(status.word());
        for (int pages = 0; pages < PAGES && (pages == 0 || after != null); pages++) {
            Table.Page page = incidents.page(status, PAGE, after);
            incidents.read(page).stream().filter(isOverdue).map(Incident::id).forEach(found::add);
            after = page.next();
        }
        progress.keepPlace(status.word(), after);
        // The index by which they are found may be behind.
        return incidents.find(found).stream().filter(isOverdue).toList();
    }

    private static Instant nextMove(Incident incident) {
        return incident.movedAt().plus(incident.at(incident.position()).waitTime());
    }

    private boolean isOver(Instant due) {
        return patience.isOver(due, clock.instant());
    }

    private Outgoing now(Task task, Incident incident, long number) {
        return new Later(task, incident.id(), number, clock.instant());
    }
}
