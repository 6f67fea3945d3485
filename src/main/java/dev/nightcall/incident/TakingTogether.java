package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.metrics.Decision;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Maintenance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the alerts of a storm together: those that just open an incident, join one or leave it are read in a few requests and
 * written in one transaction, however many they are; so recoveries do not keep what fires waiting. Whatever is less simple is
 * left to {@link Grouping}, one by one, and so is everything when others keep changing what was read. What is decided is the same.
 */
public final class TakingTogether {

    /** How often everything is looked at again, because something has changed. */
    private static final int TRIES = 2;

    private final Looking looking;
    private final Maintenance maintenance;
    private final Incidents incidents;
    private final AlertTable alerts;
    private final Filing filing;
    private final Related related;
    private final Grouping grouping;
    private final Transactions transactions;
    private final Meters meters;

    public TakingTogether(Looking looking, Maintenance maintenance, Incidents incidents, AlertTable alerts, Filing filing,
                          Related related, Grouping grouping, Transactions transactions, Meters meters) {
        this.looking = looking;
        this.maintenance = maintenance;
        this.incidents = incidents;
        this.alerts = alerts;
        this.filing = filing;
        this.related = related;
        this.grouping = grouping;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** What is about to be written, and what follows once it is. */
    private static final class Batch {

        private final List<Write> writes = new ArrayList<>();
        private final Map<String, Incident> opened = new HashMap<>();
        private final Map<Alert, Taken> decided = new LinkedHashMap<>();
        private final Map<Alert, String> joining = new LinkedHashMap<>();
        private final Map<Alert, Optional<AlertRow>> filed = new HashMap<>();
        private final Map<Alert, String> relating = new LinkedHashMap<>();
        private final Map<Alert, String> leaving = new LinkedHashMap<>();

        private boolean isEmpty() {
            return decided.isEmpty() && joining.isEmpty() && relating.isEmpty() && leaving.isEmpty();
        }
    }

    /**
     * Decides, and writes it down.
     *
     * @param all no more than one transaction can write: ten, with six writes each at most
     * @return what was decided of those that were taken; the others have to be taken one by one
     */
    public Map<Alert, Taken> take(List<Alert> all) {
        Map<Alert, Alert> said = asKnown(plain(all));
        Map<Alert, Taken> taken = new LinkedHashMap<>();
        take(said.keySet()).forEach((alert, one) -> taken.put(said.get(alert), one));
        return taken;
    }

    /**
     * What was said, by what is known it is about. That something is over is noted before anything else is looked at, as with one
     * alone: whoever files or holds it afterwards sees that, and what was filed or held before is seen here. Of recoveries that
     * others note at this moment none is there.
     */
    private Map<Alert, Alert> asKnown(List<Alert> plain) {
        Map<Alert, Alert> known = new LinkedHashMap<>();
        plain.stream().filter(Alert::isFiring).forEach(alert -> known.put(alert, alert));
        Looking.Over over = looking.over(plain.stream().filter(alert -> !alert.isFiring()).toList());
        if (over.noting().isEmpty() || transactions.execute(over.noting())) {
            known.putAll(over.said());
        }
        return known;
    }

    private Map<Alert, Taken> take(Collection<Alert> plain) {
        for (int tries = 0; !plain.isEmpty() && tries < TRIES; tries++) {
            Batch batch = new Batch();
            looking.at(List.copyOf(plain)).forEach(seen -> add(seen, batch));
            if (batch.isEmpty()) {
                return Map.of();
            }
            if (batch.writes.isEmpty() || transactions.execute(batch.writes)) {
                return follow(batch);
            }
        }
        return Map.of();
    }

    /** The oldest first; of several statements about the same thing only the first. */
    private List<Alert> plain(List<Alert> all) {
        Map<String, Alert> plain = new LinkedHashMap<>();
        all.stream().sorted(Comparator.comparing(Alert::receivedAt))
                .filter(alert -> alert.state() == State.FIRING && !maintenance.mayCover(alert)
                        || alert.state() == State.RESOLVED)
                .forEach(alert -> plain.putIfAbsent(alert.identity(), alert));
        return List.copyOf(plain.values());
    }

    private void add(Seen seen, Batch batch) {
        if (seen.held()) {
            return;
        }
        if (!seen.alert().isFiring()) {
            leave(seen, batch);
            return;
        }
        if (seen.filed().isEmpty() && seen.over()) {
            batch.decided.put(seen.alert(), Taken.older(null));
        } else if (seen.cause().isPresent()) {
            relate(seen, seen.cause().get(), batch);
        } else if (seen.isIncidentOpen()) {
            join(seen, seen.last().get(), batch);
        } else if (batch.opened.containsKey(seen.group())) {
            join(seen, batch.opened.get(seen.group()), batch);
        } else if (seen.last().isPresent() && Grouping.isSettled(seen.alert(), seen.last().get(), seen.row())) {
            batch.decided.put(seen.alert(), Taken.ignored().ifNotOlder(seen.alert(), seen.row()));
        } else {
            open(seen, batch);
        }
    }

    private void open(Seen seen, Batch batch) {
        Alert alert = seen.alert();
        Incident incident = grouping.newIncident(alert, seen.group());
        List<Outgoing> left = seen.last().map(grouping::raiseWhatStillFires).orElse(List.of());
        note(seen, seen.group(), batch);
        batch.writes.addAll(incidents.opening(incident, seen.last().map(Incident::id).orElse(null), alert,
                alerts.file(incident.id(), alert, null)));
        batch.opened.put(seen.group(), incident);
        batch.decided.put(alert, Following.opening(incident, left));
    }

    private void join(Seen seen, Incident incident, Batch batch) {
        note(seen, seen.group(), batch);
        batch.writes.addAll(filing.writes(incident, seen.alert(), seen.filed()));
        batch.joining.put(seen.alert(), incident.id());
        batch.filed.put(seen.alert(), seen.filed());
    }

    private void leave(Seen seen, Batch batch) {
        batch.writes.addAll(seen.recovering());
        if (seen.last().isEmpty() || seen.row().isEmpty() && seen.isIncidentOpen()) {
            batch.decided.put(seen.alert(), Taken.ignored());
            return;
        }
        Incident incident = seen.last().get();
        if (seen.row().isPresent()) {
            batch.writes.addAll(filing.writes(incident, seen.alert(), seen.row()));
        }
        batch.leaving.put(seen.alert(), incident.id());
        batch.filed.put(seen.alert(), seen.row());
    }

    /** The first one that is related to an incident does more than be filed. */
    private void relate(Seen seen, Incident cause, Batch batch) {
        if (cause.relatedSince() == null) {
            return;
        }
        note(seen, cause.group(), batch);
        batch.writes.addAll(filing.writesAsRelated(cause, seen.alert(), seen.related()));
        batch.relating.put(seen.alert(), cause.id());
    }

    private void note(Seen seen, String group, Batch batch) {
        seen.remembering().ifPresent(batch.writes::add);
        if (!seen.noted() || !seen.group().equals(group)) {
            batch.writes.add(alerts.placing(seen.alert(), group));
        }
    }

    /** Everything is written: now it is looked whether others have closed what was joined, or ended or suppressed what was filed. */
    private Map<Alert, Taken> follow(Batch batch) {
        Map<String, Incident> opened = new HashMap<>();
        batch.opened.values().forEach(incident -> opened.put(incident.id(), incident));
        List<Alert> filed = Stream.of(batch.decided, batch.joining, batch.relating)
                .flatMap(some -> some.keySet().stream()).filter(Alert::isFiring).toList();
        Looking.Again again = looking.again(filed, Stream.of(batch.joining, batch.relating, batch.leaving)
                .flatMap(some -> some.values().stream()).filter(id -> !opened.containsKey(id)).distinct().toList());
        Map<Alert, Taken> taken = new LinkedHashMap<>(batch.decided);
        taken.replaceAll((alert, one) -> one.decision() != Decision.OPENED ? one
                : grouping.following().opened(alert, opened.get(one.incident()), one, again.suppressions(alert)));
        batch.joining.forEach((alert, id) -> grouping.following()
                .joined(alert, opened.containsKey(id) ? opened.get(id) : again.incident(id), again.suppressions(alert))
                .ifPresent(joined -> taken.put(alert, joined.ifNotOlder(alert, batch.filed.get(alert)))));
        batch.relating.forEach((alert, id) -> related.joined(alert, again.incident(id))
                .ifPresent(outgoing -> taken.put(alert, new Taken(Decision.JOINED, id, outgoing))));
        taken.replaceAll((alert, one) -> alert.isFiring() ? one.andThen(Grouping.itsEnd(again.overAfter(alert))) : one);
        taken.putAll(left(batch, again));
        taken.forEach((alert, one) -> {
            related.noteCause(alert);
            meters.alert(one.decision());
        });
        return taken;
    }

    /** Once for each incident, after all that leave it have: the first of them carries what follows. */
    private Map<Alert, Taken> left(Batch batch, Looking.Again again) {
        Map<String, List<Alert>> byIncident = new LinkedHashMap<>();
        batch.leaving.forEach((alert, id) -> byIncident.computeIfAbsent(id, key -> new ArrayList<>()).add(alert));
        Map<Alert, Taken> left = new LinkedHashMap<>();
        byIncident.forEach((id, alerts) -> {
            boolean first = alerts.stream().allMatch(alert ->
                    batch.filed.get(alert).filter(row -> row.isOlderThan(alert)).isPresent());
            grouping.left(alerts.get(0), again.incident(id), first).ifPresent(outgoing -> alerts.forEach(alert ->
                    left.put(alert, Grouping.recovered(alert, id, batch.filed.get(alert))
                            .andThen(alert == alerts.get(0) ? outgoing.stream() : Stream.empty()))));
        });
        return left;
    }
}
