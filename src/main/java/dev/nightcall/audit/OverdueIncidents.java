package dev.nightcall.audit;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Optional<PhoneOutage> latest = outage.get();
        return patience.isForOutage(latest, clock.instant()) ? List.of() : move(Status.OPEN, What.ESCALATION, latest);
    }

    /** Those whose acknowledgement should have ended. */
    public List<Outgoing> endLeases() {
        return move(Status.ACKNOWLEDGED, What.ACKNOWLEDGEMENT, Optional.empty());
    }

    /** Those whose suppression should have ended. */
    public List<Outgoing> comeBack() {
        return move(Status.SUPPRESSED, What.COMEBACK, Optional.empty());
    }

    private List<Outgoing> move(Status status, What what, Optional<PhoneOutage> latest) {
        return overdue(status, latest).stream().<Outgoing>map(incident -> {
            Move move = Course.nextMove(incident).orElseThrow();
            moves.tell(what, List.of(incident.id()), move.due(), incident.id(), "no " + move.what());
            return Later.of(incident, move, clock.instant());
        }).toList();
    }

    /** Of the pages whose turn it is. */
    private List<Incident> overdue(Status status, Optional<PhoneOutage> latest) {
        List<String> found = new ArrayList<>();
        Item after = progress.takePlace(status.word());
        for (int pages = 0; pages < PAGES && (pages == 0 || after != null); pages++) {
            Table.Page page = incidents.page(status, PAGE, after);
            incidents.read(page).stream().filter(incident -> isOverdue(incident, status, latest)).map(Incident::id)
                    .forEach(found::add);
            after = page.next();
        }
        progress.keepPlace(status.word(), after);
        // The index by which they are found may be behind.
        return incidents.find(found).stream().filter(incident -> isOverdue(incident, status, latest)).toList();
    }

    private boolean isOverdue(Incident incident, Status status, Optional<PhoneOutage> latest) {
        return incident.status() == status && Course.nextMove(incident)
                .filter(move -> patience.isOver(Course.due(incident, move, latest), clock.instant())).isPresent();
    }
}
