package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.night.Decisions;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must be true in the morning, when everything is handled. */
final class Promises {

    private final Decisions decisions;
    private final List<Alert> last;
    private final List<Later> steps;
    private final List<String> untold;
    private final Instant now;
    private final List<Incident> incidents;

    /**
     * @param last  what was said last of each thing
     * @param steps what is still to come of incidents
     * @param untold what was new to somebody and was not told
     */
    Promises(Decisions decisions, List<Alert> last, List<Later> steps, List<String> untold, Instant now) {
        this.untold = untold;
        this.decisions = decisions;
        this.last = last;
        this.steps = steps;
        this.now = now;
        this.incidents = Stream.of(Status.values()).flatMap(status -> decisions.incidents.all(status).stream()).toList();
    }

    List<String> broken() {
        List<String> broken = new ArrayList<>();
        untold.forEach(one -> broken.add("not told of something new: " + one));
        for (Alert alert : last) {
            if (alert.state() == State.FIRING && !stands(alert)) {
                broken.add("forgotten: " + Worker.text(alert) + "; " + filed(alert));
            }
            if (alert.state() == State.RESOLVED && (firesSomewhere(alert) || isHeld(alert))) {
                broken.add("over, but fires: " + Worker.text(alert) + "; " + filed(alert));
            }
        }
        incidents.stream().filter(incident -> !incident.isResolved()).forEach(incident -> {
            if (rows(incident).noneMatch(AlertRow::isFiring) && !isHeldBack(incident) && !isStillTaken(incident)) {
                broken.add("about nothing: " + text(incident));
            }
            if (!goesOn(incident)) {
                broken.add("nobody is called any more: " + text(incident));
            }
        });
        incidents.stream().filter(incident -> !incident.isResolved()).map(Incident::group).distinct()
                .filter(group -> incidents.stream().filter(one -> !one.isResolved() && one.group().equals(group)).count() > 1)
                .forEach(group -> broken.add("two incidents of " + group));
        return broken;
    }

    /** Exactly what was said last is known to fire where somebody is called about it, or where somebody closed it. */
    private boolean stands(Alert alert) {
        boolean inAnIncident = incidents.stream().anyMatch(incident -> rows(incident).anyMatch(row -> isIt(row, alert)
                && row.firesHere() && (!incident.isResolved() || incident.resolvedBy().equals("sato"))));
        return inAnIncident || suppressions().anyMatch(suppression -> suppression.isActive(now)
                && decisions.alerts.of(suppression.holder()).anyMatch(row -> isIt(row, alert) && row.firesHere()));
    }

    /** What is newer than the last word is that somebody has taken it at the monitor. */
    private static boolean isIt(AlertRow row, Alert alert) {
        return row.alert().id().equals(alert.id()) || isAbout(row, alert) && row.isNewerThan(alert);
    }

    private boolean firesSomewhere(Alert alert) {
        return incidents.stream().filter(incident -> !incident.isResolved()).anyMatch(incident ->
                rows(incident).anyMatch(row -> isAbout(row, alert) && row.firesHere() && isItsPlace(incident, row)));
    }

    /** A consequence that has gone elsewhere is still listed where it was, but nothing comes of that. */
    private boolean isItsPlace(Incident incident, AlertRow row) {
        return !row.related() || decisions.alerts.groupOf(row.alert()).equals(incident.group());
    }

    /** Though its suppression is gone: the end of the next one with the same key would raise it. */
    private boolean isHeld(Alert alert) {
        return alert.suppressedBy().stream().anyMatch(key -> decisions.alerts.of("suppression/" + key)
                .anyMatch(row -> isAbout(row, alert) && row.firesHere()));
    }

    private static boolean isAbout(AlertRow row, Alert alert) {
        return row.alert().identity().equals(alert.identity());
    }

    private boolean isHeldBack(Incident incident) {
        return incident.isSuppressed() && rows(incident).anyMatch(AlertRow::isHeld);
    }

    /** Nobody is phoned about it as long as somebody has it; before anybody is it is looked what is left, and it is closed. */
    private boolean isStillTaken(Incident incident) {
        return incident.status() == Status.ACKNOWLEDGED && incident.acknowledgedUntil().isAfter(now);
    }

    /** Its next step is in the queue, or the end of the time for which somebody has it, or of its suppressions. */
    private boolean goesOn(Incident incident) {
        return switch (incident.status()) {
            case OPEN -> steps.stream().anyMatch(later -> later.task() == Task.ESCALATE && later.subject().equals(incident.id())
                    && later.number() == incident.position() + 1);
            // What a crash has left unsaid is for the auditor, who also says it in any other night.
            case ACKNOWLEDGED -> incident.acknowledgedUntil().isAfter(now) || steps.stream().anyMatch(later ->
                    later.task() == Task.END_LEASE && later.subject().equals(incident.id()));
            case SUPPRESSED -> incident.suppressedUntil().isAfter(now);
            case RESOLVED -> true;
        };
    }

    private Stream<AlertRow> rows(Incident incident) {
        return decisions.alerts.of(incident.id());
    }

    private Stream<Suppression> suppressions() {
        return decisions.suppressions.all().stream();
    }

    private List<String> filed(Alert alert) {
        return incidents.stream().flatMap(incident -> rows(incident).filter(row -> isAbout(row, alert))
                .map(row -> text(incident) + ": " + Worker.text(row.alert()) + (row.moved() ? " moved" : "")
                        + (row.elsewhere() ? " elsewhere" : "") + (row.related() ? " related" : ""))).toList();
    }

    private static String text(Incident incident) {
        return incident.id() + " of " + incident.group() + " " + incident.status().word() + " at " + incident.position()
                + (incident.isResolved() ? " by " + incident.resolvedBy() : "");
    }
}
