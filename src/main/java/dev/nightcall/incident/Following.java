package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.metrics.Decision;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.queue.Task;
import dev.nightcall.suppression.Suppression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows once an alert that fires is filed in an incident: said by the alert again when it is delivered again. */
final class Following {

    private final Worsening worsening;
    private final Related related;
    private final Suppressing suppressing;

    Following(Worsening worsening, Related related, Suppressing suppressing) {
        this.worsening = worsening;
        this.related = related;
        this.suppressing = suppressing;
    }

    /** The first step goes first: nothing else that is to be sent delays it. Not yet written. */
    static Taken opening(Incident incident, List<Outgoing> left) {
        return new Taken(Decision.OPENED, incident.id(), List.of(firstStep(incident))).andThen(left.stream())
                .andThen(Notices.opened(incident).stream());
    }

    /**
     * It has opened an incident.
     *
     * @param suppressions those that may hold it, read after that
     */
    Taken opened(Alert alert, Incident incident, Taken opening, List<Suppression> suppressions) {
        return suppressing.takeBack(incident, alert, suppressions).map(outgoing -> Taken.held(incident.id(),
                Stream.concat(opening.outgoing().stream(), outgoing.stream()).toList())).orElse(opening);
    }

    /**
     * It has joined an incident.
     *
     * @param incident     as it was read after that
     * @param suppressions those that may hold it, read after that, too
     * @return empty: it has changed or ended meanwhile, look again
     */
    Optional<Taken> joined(Alert alert, Incident incident, List<Suppression> suppressions) {
        if (incident.isResolved()) {
            return Optional.empty();
        }
        Optional<List<Outgoing>> held = suppressing.takeBack(incident, alert, suppressions);
        return held.isPresent() ? Optional.of(Taken.held(incident.id(), held.get()))
                : worsening.by(alert, incident).filter(now -> !now.isResolved()).map(now -> joined(alert, now));
    }

    /** The alert that opened it or started it over, delivered again: a crash may have come before its step was asked for. */
    private Taken joined(Alert alert, Incident now) {
        String beganWith = now.startedOverFor() == null ? now.openedBy() : now.startedOverFor();
        List<Outgoing> missing = new ArrayList<>();
        if (alert.id().equals(beganWith) && now.isOpen() && now.position() == now.base()) {
            missing.add(firstStep(now));
        }
        if (alert.id().equals(now.openedBy())) {
            missing.addAll(Notices.opened(now));
        }
        if (alert.id().equals(now.startedOverFor()) && now.reopened() > 0) {
            missing.addAll(related.reopened(now));
        }
        return new Taken(Decision.JOINED, now.id(), missing);
    }

    private static Outgoing firstStep(Incident incident) {
        return Outgoing.later(new Later(Task.ESCALATE, incident.id(), incident.base() + 1,
                incident.movedAt().plus(incident.policy().groupWait())));
    }
}
