package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Write;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Aliases;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Suppression;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks at several alerts at once: what is known of each is read together with what is known of the others. */
public final class Looking {

    private final Supplier<Reads> reads;
    private final Aliases aliases;
    private final Holding holding;
    private final AlertTable alerts;
    private final Incidents incidents;
    private final Related related;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public Looking(Supplier<Reads> reads, Aliases aliases, Holding holding, AlertTable alerts, Incidents incidents,
                   Related related, Supplier<OnCall> onCall, Clock clock) {
        this.reads = reads;
        this.aliases = aliases;
        this.holding = holding;
        this.alerts = alerts;
        this.incidents = incidents;
        this.related = related;
        this.onCall = onCall;
        this.clock = clock;
    }

    /** What was read of an alert, as far as that does not depend on what was read of it before. */
    private record First(Alert alert, String group, Supplier<Optional<Write>> remembering,
                         Supplier<List<Suppression>> suppressions, Supplier<Optional<Alert>> over,
                         Supplier<Optional<String>> place, Supplier<Optional<String>> incident) {

        /** Where it was filed last. */
        String lastGroup() {
            return place.get().orElse(alert.system());
        }
    }

    /** What the suppressions that hold an alert that has recovered are told of it. */
    private Supplier<List<List<Write>>> recovering(First first, Reads read) {
        List<Supplier<List<Write>>> all = first.alert().isFiring() ? List.of() : first.suppressions().get().stream()
                .map(suppression -> holding.recovering(suppression, first.alert(), read)).toList();
        return () -> all.stream().map(Supplier::get).filter(writes -> !writes.isEmpty()).toList();
    }

    /** A group's incident, and what is filed there of an alert. */
    private record Filed(Supplier<Optional<Incident>> incident, Supplier<Optional<AlertRow>> row) {

        static final Filed NOWHERE = new Filed(Optional::empty, Optional::empty);

        boolean firesThere() {
            return row.get().filter(filed -> incident.get().filter(found -> found.firesHere(filed)).isPresent()).isPresent();
        }
    }

    /**
     * Recoveries as they are noted.
     *
     * @param said   by what is known they are about
     * @param noting the writes that note that they are over
     */
    record Over(Map<Alert, Alert> said, List<Write> noting) {
    }

    /** What comes first with recoveries: what their aliases were about is recalled. @param said of which no two are the same */
    Over over(List<Alert> said) {
        Reads read = reads.get();
        Map<Alert, Supplier<Alert>> known = new LinkedHashMap<>();
        List<Supplier<Optional<Write>>> noting = new ArrayList<>();
        said.forEach(alert -> {
            known.put(alert, aliases.recalling(alert, read));
            noting.add(alerts.notingOver(alert, known.get(alert), read));
        });
        read.run();
        Map<Alert, Alert> recalled = new LinkedHashMap<>();
        known.forEach((alert, completed) -> recalled.put(completed.get(), alert));
        return new Over(recalled, noting.stream().flatMap(one -> one.get().stream()).toList());
    }

    /** @param said alerts that fire or have recovered, of which no two are the same */
    List<Seen> at(List<Alert> said) {
        Instant now = clock.instant();
        Reads read = reads.get();
        List<First> first = said.stream().map(alert -> first(alert, now, read)).toList();
        read.run();
        Map<First, Filed> here = new HashMap<>();
        Map<First, Filed> elsewhere = new HashMap<>();
        Map<First, Supplier<List<List<Write>>>> recovering = new HashMap<>();
        Map<String, Supplier<Optional<String>>> others = otherGroups(first);
        Reads next = reads.get();
        for (First one : first) {
            recovering.put(one, recovering(one, next));
            here.put(one, filed(one.incident().get(), one.alert(), next));
            elsewhere.put(one, one.lastGroup().equals(one.group()) ? Filed.NOWHERE
                    : filed(others.get(one.lastGroup()).get(), one.alert(), next));
        }
        next.run();
        return withCauses(first.stream().map(one -> seen(one, here.get(one), elsewhere.get(one),
                recovering.get(one).get(), now)).toList());
    }

    /** What has to be looked at once the alerts are filed: whether their incidents are still open, who is over or held by now. */
    Again again(List<Alert> filed, List<String> incidentIds) {
        Reads read = reads.get();
        Map<Alert, Supplier<Optional<Alert>>> over = new HashMap<>();
        Map<Alert, Supplier<List<Suppression>>> suppressed = new HashMap<>();
        filed.forEach(alert -> over.put(alert, alerts.overAfter(alert, read)));
        filed.forEach(alert -> suppressed.put(alert, holding.of(alert, read)));
        Map<String, Supplier<Optional<Incident>>> found = new HashMap<>();
        incidentIds.forEach(id -> found.put(id, incidents.find(id, read)));
        read.run();
        return new Again(over, suppressed, found);
    }

    /** A second look. */
    record Again(Map<Alert, Supplier<Optional<Alert>>> overs, Map<Alert, Supplier<List<Suppression>>> held,
                 Map<String, Supplier<Optional<Incident>>> incidents) {

        Optional<Alert> overAfter(Alert alert) {
            return overs.get(alert).get();
        }

        /** Those that may hold it. */
        List<Suppression> suppressions(Alert alert) {
            return held.get(alert).get();
        }

        Incident incident(String id) {
            return incidents.get(id).get().orElseThrow();
        }
    }

    private First first(Alert alert, Instant now, Reads read) {
        // What has recovered is looked for where it was filed, whatever the plan says by now.
        String group = alert.isFiring() ? onCall.get().groupOf(alert, now) : alert.system();
        return new First(alert, group,
                alert.isFiring() ? aliases.remembering(alert, read) : Optional::empty, holding.of(alert, read),
                alerts.overAfter(alert, read), alerts.placeOf(alert, read), incidents.idOfGroup(group, read));
    }

    private Map<String, Supplier<Optional<String>>> otherGroups(List<First> first) {
        Reads read = reads.get();
        Map<String, Supplier<Optional<String>>> others = new HashMap<>();
        first.stream().filter(one -> !one.lastGroup().equals(one.group())).map(First::lastGroup)
                .forEach(group -> others.computeIfAbsent(group, other -> incidents.idOfGroup(other, read)));
        read.run();
        return others;
    }

    private Filed filed(Optional<String> incident, Alert alert, Reads read) {
        return incident.map(id -> new Filed(incidents.find(id, read), alerts.find(id, alert, read))).orElse(Filed.NOWHERE);
    }

    private static Seen seen(First first, Filed here, Filed elsewhere, List<List<Write>> recovering, Instant now) {
        boolean fires = first.alert().isFiring();
        boolean stays = fires ? elsewhere.firesThere() : !first.lastGroup().equals(first.group());
        Filed filed = stays ? elsewhere : here;
        String group = stays ? first.lastGroup() : first.group();
        boolean held = fires && first.suppressions().get().stream()
                .anyMatch(suppression -> suppression.holds(first.alert(), now)) || recovering.size() > 1;
        return new Seen(first.alert(), first.remembering().get(), recovering.stream().flatMap(List::stream).toList(), held,
                first.over().get().isPresent(), group, first.lastGroup().equals(group),
                filed.incident().get(), filed.row().get(), Optional.empty(), Optional.empty());
    }

    private List<Seen> withCauses(List<Seen> seen) {
        if (!onCall.get().hasDependencies()) {
            return seen;
        }
        Map<List<String>, Optional<Incident>> byName = new HashMap<>();
        Reads read = reads.get();
        List<Supplier<Seen>> all = new ArrayList<>();
        for (Seen one : seen) {
            Optional<Incident> cause = causeOf(one, byName);
            Supplier<Optional<AlertRow>> row = cause.isPresent() ? alerts.find(cause.get().id(), one.alert(), read)
                    : Optional::empty;
            all.add(() -> one.withCause(cause, row.get()));
        }
        read.run();
        return all.stream().map(Supplier::get).toList();
    }

    /** Looked for once for all alerts that have the same; but what is a cause itself must not find itself. */
    private Optional<Incident> causeOf(Seen seen, Map<List<String>, Optional<Incident>> byName) {
        if (!seen.alert().isFiring()) {
            return Optional.empty();
        }
        if (seen.firesHere()) {
            return seen.last().filter(incident -> seen.row().get().related());
        }
        Alert alert = seen.alert();
        Optional<Incident> cause = onCall.get().asCause(alert).isEmpty()
                ? byName.computeIfAbsent(onCall.get().causesOf(alert), names -> related.causeOf(alert)) : related.causeOf(alert);
        return cause.filter(incident -> !incident.group().equals(seen.group()));
    }
}
