package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Order;
import dev.nightcall.core.Place;
import dev.nightcall.core.Seen;
import dev.nightcall.core.Suppression;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.suppression.Holding;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Aliases;
import dev.nightcall.tables.Counted;
import dev.nightcall.tables.Noted;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at alerts, one or several at once: what is known of each is read together with what is known of the others. */
public final class Looking {

    private static final int TRIES = 5;

    private final Supplier<Reads> reads;
    private final Transactions transactions;
    private final Aliases aliases;
    private final Counted counted;
    private final Holding holding;
    private final AlertTable alerts;
    private final Incidents incidents;
    private final Related related;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public Looking(Supplier<Reads> reads, Transactions transactions, Aliases aliases, Counted counted, Holding holding,
                   AlertTable alerts, Incidents incidents, Related related, Supplier<OnCall> onCall, Clock clock) {
        this.reads = reads;
        this.transactions = transactions;
        this.aliases = aliases;
        this.counted = counted;
        this.holding = holding;
        this.alerts = alerts;
        this.incidents = incidents;
        this.related = related;
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * The first look. That something is over is noted before anything else is looked at: whoever files or holds it afterwards
     * sees that, and what was filed or held before is seen here. Of several words about the same thing only the first is looked
     * at, and of those that others note at this moment none is: they are left.
     */
    public InHand look(List<Alert> all) {
        List<Alert> first = List.copyOf(all.stream().sorted(Comparator.comparing(Alert::receivedAt))
                .collect(Collectors.toMap(Alert::identity, alert -> alert, (one, later) -> one, LinkedHashMap::new)).values());
        Map<Alert, Alert> said = new LinkedHashMap<>();
        first.stream().filter(alert -> alert.state() == State.FIRING).forEach(alert -> said.put(alert, alert));
        List<Alert> others = first.stream().filter(alert -> alert.state() != State.FIRING).toList();
        for (int tries = 0; said.size() < first.size() && tries < TRIES; tries++) {
            Known known = known(others);
            if (transactions.write(known.noting())) {
                said.putAll(known.said());
            }
        }
        return new InHand(said, at(List.copyOf(said.keySet())), Map.of());
    }

    /** Another look at what is left. */
    InHand again(InHand inHand) {
        return inHand.looked(at(inHand.looked().stream().map(Looked::alert).toList()));
    }

    /**
     * Words about alerts that fire no more or not yet, as far as it is known what they are about.
     *
     * @param said   by what is known they are about
     * @param noting the writes that note which of them are over
     */
    private record Known(Map<Alert, Alert> said, List<Write> noting) {
    }

    /**
     * What comes first with all that does not fire: what their aliases were about is recalled. A message that is sent once more
     * says that nothing is over.
     *
     * @param said no two the same
     */
    private Known known(List<Alert> said) {
        Reads read = reads.get();
        Map<Alert, Supplier<Alert>> recalled = new LinkedHashMap<>();
        List<Supplier<List<Write>>> noting = new ArrayList<>();
        said.forEach(alert -> {
            recalled.put(alert, aliases.recalling(alert, read));
            if (alert.state() == State.RESOLVED) {
                Supplier<Counted.Note> count = counted.of(alert, read);
                Supplier<Optional<Write>> over = alerts.notingOver(alert, recalled.get(alert), read);
                noting.add(() -> count.get().isOther(alert) ? List.of()
                        : Stream.concat(count.get().note().stream(), over.get().stream()).toList());
            }
        });
        read.run();
        Map<Alert, Alert> known = new LinkedHashMap<>();
        recalled.forEach((alert, completed) -> known.put(completed.get(), alert));
        return new Known(known, noting.stream().flatMap(one -> one.get().stream()).toList());
    }

    /** What was read of an alert, as far as that does not depend on what was read of it before. */
    private record First(Alert alert, String planned, Supplier<Counted.Note> counted, Supplier<Optional<Write>> remembering,
                         Supplier<List<Suppression>> suppressions, Supplier<Optional<Alert>> over,
                         Supplier<Optional<Noted>> place, Supplier<Optional<String>> incident) {

        /** Where it was filed last; what is no alert is filed nowhere, and told where it would be. */
        String last() {
            Optional<Noted> note = place.get();
            return note.isEmpty() && alert.state() == State.NOTE ? planned : Noted.group(note, alert);
        }

        boolean isPlannedElsewhere() {
            return !last().equals(planned);
        }
    }

    /** A place that is being read. */
    private record Reading(String group, Supplier<Optional<Incident>> incident, Supplier<Optional<AlertRow>> row) {

        Place place() {
            return new Place(group, incident.get(), row.get());
        }
    }

    /** @param all of which no two are about the same */
    private List<Looked> at(List<Alert> all) {
        Instant now = clock.instant();
        Reads read = reads.get();
        List<First> first = all.stream().map(alert -> first(alert, now, read)).toList();
        read.run();
        Map<String, Supplier<Optional<String>>> others = otherGroups(first);
        Reads next = reads.get();
        List<Supplier<Looked>> looked = first.stream().map(one -> looked(one, others, next)).toList();
        next.run();
        return withCauses(looked.stream().map(Supplier::get).toList());
    }

    private First first(Alert alert, Instant now, Reads read) {
        String planned = onCall.get().groupOf(alert, now);
        return new First(alert, planned, counted.of(alert, read),
                alert.state() == State.FIRING ? aliases.remembering(alert, read) : Optional::empty,
                alert.state() == State.FIRING || alert.state() == State.RESOLVED ? holding.of(alert, read) : List::of,
                alert.state() == State.FIRING ? alerts.lastOver(alert, read) : Optional::empty, alerts.noteOf(alert, read),
                incidents.idOfGroup(planned, read));
    }

    private Map<String, Supplier<Optional<String>>> otherGroups(List<First> first) {
        Reads read = reads.get();
        Map<String, Supplier<Optional<String>>> others = new HashMap<>();
        first.stream().filter(First::isPlannedElsewhere).map(First::last)
                .forEach(group -> others.computeIfAbsent(group, other -> incidents.idOfGroup(other, read)));
        read.run();
        return others;
    }

    private Supplier<Looked> looked(First one, Map<String, Supplier<Optional<String>>> others, Reads read) {
        Supplier<List<Write>> telling = telling(one, read);
        Reading planned = reading(one.planned(), one.incident().get(), one.alert(), read);
        Reading last = one.isPlannedElsewhere() ? reading(one.last(), others.get(one.last()).get(), one.alert(), read) : planned;
        return () -> new Looked(new Seen(one.alert(), one.counted().get().isOther(one.alert()),
                one.over().get().filter(recovery -> Order.isNewer(recovery, one.alert())), one.suppressions().get(),
                planned.place(), last.place(), Optional.empty()), one.place().get(), one.over().get(),
                Stream.of(one.counted().get().note().stream(), one.remembering().get().stream(), telling.get().stream())
                        .flatMap(writes -> writes).toList());
    }

    /** What the suppressions that hold an alert that has recovered are told of it. */
    private Supplier<List<Write>> telling(First one, Reads read) {
        if (one.alert().state() != State.RESOLVED) {
            return List::of;
        }
        List<Supplier<List<Write>>> all = one.suppressions().get().stream()
                .map(suppression -> holding.recovering(suppression, one.alert(), read)).toList();
        return () -> all.stream().flatMap(writes -> writes.get().stream()).toList();
    }

    private Reading reading(String group, Optional<String> incident, Alert alert, Reads read) {
        return incident.map(id -> new Reading(group, incidents.find(id, read), alerts.find(id, alert, read)))
                .orElseGet(() -> new Reading(group, Optional::empty, Optional::empty));
    }

    private List<Looked> withCauses(List<Looked> looked) {
        if (!onCall.get().hasDependencies()) {
            return looked;
        }
        Map<List<String>, Optional<Incident>> byName = new HashMap<>();
        Reads read = reads.get();
        List<Supplier<Looked>> all = new ArrayList<>();
        for (Looked one : looked) {
            Optional<Reading> cause = causeOf(one.seen(), byName)
                    .map(incident -> new Reading(incident.group(), () -> Optional.of(incident),
                            alerts.find(incident.id(), one.alert(), read)));
            all.add(() -> one.withCause(cause.map(Reading::place)));
        }
        read.run();
        return all.stream().map(Supplier::get).toList();
    }

    /** Looked for once for all alerts that have the same; but what is a cause itself must not find itself. */
    private Optional<Incident> causeOf(Seen seen, Map<List<String>, Optional<Incident>> byName) {
        if (seen.alert().state() != State.FIRING || seen.place().firesHere()) {
            return Optional.empty();
        }
        Alert alert = seen.alert();
        return onCall.get().asCause(alert).isEmpty()
                ? byName.computeIfAbsent(onCall.get().causesOf(alert), names -> related.causeOf(alert)) : related.causeOf(alert);
    }

    /** What has to be looked at once the alerts are filed: whether their incidents are still open, who is held by now. */
    Again after(List<Alert> filed, List<String> incidentIds) {
        Reads read = reads.get();
        Map<Alert, Supplier<List<Suppression>>> suppressed = new HashMap<>();
        filed.forEach(alert -> suppressed.put(alert, holding.of(alert, read)));
        Map<String, Supplier<Optional<Incident>>> found = new HashMap<>();
        incidentIds.forEach(id -> found.put(id, incidents.find(id, read)));
        read.run();
        return new Again(suppressed, found);
    }

    /** A second look. */
    record Again(Map<Alert, Supplier<List<Suppression>>> held, Map<String, Supplier<Optional<Incident>>> incidents) {

        /** Those that may hold it. */
        List<Suppression> suppressions(Alert alert) {
            return held.get(alert).get();
        }

        Incident incident(String id) {
            return incidents.get(id).get().orElseThrow();
        }
    }
}
