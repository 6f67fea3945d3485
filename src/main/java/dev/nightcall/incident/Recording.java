package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Decision;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Order;
import dev.nightcall.core.Seen;
import dev.nightcall.core.Verdict;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What has to be written for a verdict, all of it or nothing. */
final class Recording implements Verdict.Cases<List<Write>> {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Filing filing;
    private final Timeline timeline;
    private final Supplier<OnCall> onCall;

    Recording(Incidents incidents, AlertTable alerts, Filing filing, Timeline timeline, Supplier<OnCall> onCall) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.filing = filing;
        this.timeline = timeline;
        this.onCall = onCall;
    }

    List<Write> of(Looked looked, Verdict verdict) {
        List<Write> writes = new ArrayList<>(looked.always());
        if (looked.alert().state() == State.FIRING && verdict.decision() != Decision.OLDER) {
            verdict.where().ifPresent(incident -> place(looked, incident.group()).ifPresent(writes::add));
        }
        List<Write> filed = verdict.match(this);
        if (looked.alert().state() == State.FIRING && !filed.isEmpty() && !looked.seen().place().firesHere()) {
            // Its recovery, noted since, may have looked where nothing was yet.
            writes.add(alerts.stillLastOver(looked.alert(), looked.over()));
        }
        writes.addAll(filed);
        return writes;
    }

    /** They were written so slowly that somebody may have looked meanwhile: whoever did has not seen them. */
    void stampAnew(List<Verdict> written) {
        written.stream().filter(verdict -> verdict.alert().state() == State.FIRING).forEach(verdict ->
                verdict.where().ifPresent(incident -> filing.stampAnew(incident, verdict.alert())));
    }

    /**
     * Whoever says next that it is over looks for it where it was filed last. A consequence has a note of its place even where
     * its cause stands for its own system: by that it is known to be there. Of two words about the same thing that belong to
     * different groups and are handled at the same moment one has to see the other, or it would fire in both: each notes that
     * it was here.
     * An older word moves nothing: what is newer may fire with its cause, and is raised by its place when that is over.
     */
    private Optional<Write> place(Looked looked, String group) {
        Seen seen = looked.seen();
        boolean isThere = group.equals(seen.last().group()) && group.equals(seen.place().group());
        boolean cannotDiffer = seen.place().firesHere() || !onCall.get().hasOtherGroups();
        return isThere && cannotDiffer ? Optional.empty() : Optional.of(alerts.placing(seen.alert(), group, looked.noted()));
    }

    @Override
    public List<Write> opens(Verdict.Opens opens) {
        Incident incident = opens.incident();
        return incidents.opening(incident, opens.last().map(Incident::id).orElse(null), opens.alert(),
                filing.first(incident, opens.alert()));
    }

    @Override
    public List<Write> reopens(Verdict.Reopens reopens) {
        List<Write> writes = new ArrayList<>(
                incidents.suppressed().reopening(reopens.over(), reopens.incident(), reopens.alert()));
        writes.addAll(filing.firstAgain(reopens.incident(), reopens.alert(), reopens.ended()));
        return writes;
    }

    @Override
    public List<Write> joins(Verdict.Joins joins) {
        return isOlder(joins.alert(), joins.before()) ? older(joins.incident(), joins.alert(), joins.before().get())
                : filing.writes(joins.incident(), joins.alert(), joins.before());
    }

    @Override
    public List<Write> relates(Verdict.Relates relates) {
        return filing.writesAsRelated(relates.incident(), relates.alert(), relates.before());
    }

    @Override
    public List<Write> leaves(Verdict.Leaves leaves) {
        if (isOlder(leaves.alert(), leaves.before())) {
            return older(leaves.incident(), leaves.alert(), leaves.before().get());
        }
        boolean isSaidAgain = !leaves.mayEndIt() && leaves.incident().isResolved();
        return leaves.before().isEmpty() || isSaidAgain ? List.of()
                : filing.writes(leaves.incident(), leaves.alert(), leaves.before());
    }

    @Override
    public List<Write> takenAtMonitor(Verdict.TakenAtMonitor taken) {
        return filing.writes(taken.incident(), taken.alert().about(taken.before().alert()),
                Optional.of(taken.before()));
    }

    @Override
    public List<Write> held(Verdict.Held held) {
        return List.of();
    }

    @Override
    public List<Write> repeats(Verdict.Repeats repeats) {
        return repeats.about().map(incident -> nothingNew(incident, repeats.alert(), "the same message once more")).stream()
                .toList();
    }

    @Override
    public List<Write> overtaken(Verdict.Overtaken overtaken) {
        return overtaken.about().map(incident -> nothingNew(incident, overtaken.alert(),
                Order.reason(overtaken.alert(), overtaken.by()))).stream().toList();
    }

    @Override
    public List<Write> settled(Verdict.Settled settled) {
        return isOlder(settled.alert(), Optional.of(settled.row()))
                ? older(settled.incident(), settled.alert(), settled.row()) : List.of();
    }

    /** Older by its sender. What a queue delivers late or again needs no word: it says what is there already. */
    private static boolean isOlder(Alert alert, Optional<AlertRow> filed) {
        return filed.filter(row -> Order.isNewerThoughItCameFirst(row.alert(), alert)).isPresent();
    }

    private List<Write> older(Incident incident, Alert alert, AlertRow newer) {
        return List.of(nothingNew(incident, alert, Order.reason(alert, newer.alert())));
    }

    private Write nothingNew(Incident incident, Alert alert, String why) {
        return timeline.entry(incident.id(), alert.receivedAt(), Event.NOTHING_NEW, alert.identity(), why,
                alert.written() + " " + alert.state().word() + (alert.summary().isEmpty() ? "" : ": " + alert.summary()));
    }

    @Override
    public List<Write> unknown(Verdict.Unknown unknown) {
        return List.of();
    }

    @Override
    public List<Write> noted(Verdict.Noted noted) {
        return List.of();
    }
}
