package dev.nightcall.audit;

import dev.nightcall.alert.Decision;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.ledger.Entry;
import dev.nightcall.ledger.Ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says where every accepted alert of a span of time is now. */
final class AlertAccounts {

    private static final int CHUNK = 1000;
    private static final Map<Status, Place> PLACES = Map.of(Status.OPEN, Place.OPEN, Status.ACKNOWLEDGED, Place.ACKNOWLEDGED,
            Status.SUPPRESSED, Place.SUPPRESSED, Status.RESOLVED, Place.RESOLVED);

    private final Ledger ledger;
    private final Incidents incidents;
    private final Backlog backlog;
    private final Patience patience;
    private final Clock clock;

    AlertAccounts(Ledger ledger, Incidents incidents, Backlog backlog, Patience patience, Clock clock) {
        this.ledger = ledger;
        this.incidents = incidents;
        this.backlog = backlog;
        this.patience = patience;
        this.clock = clock;
    }

    /** Those received in this time, read as a stream: there may be a million. */
    AlertAccount between(Instant from, Instant to) {
        // Before the ledger: what leaves the queue meanwhile has been handled when the ledger is read.
        long queued = backlog.queued();
        Count count = new Count();
        Iterator<Entry> entries = ledger.between(from, to).iterator();
        while (entries.hasNext()) {
            List<Entry> chunk = new ArrayList<>();
            while (entries.hasNext() && chunk.size() < CHUNK) {
                chunk.add(entries.next());
            }
            handled(chunk.stream().filter(Entry::isHandled).toList(), count);
            chunk.stream().filter(entry -> !entry.isHandled()).forEach(entry -> waits(entry, count));
        }
        unhandled(queued, count);
        return count.account();
    }

    private void handled(List<Entry> entries, Count count) {
        Map<String, Status> statuses = new HashMap<>();
        incidents.find(entries.stream().map(Entry::incident).filter(Objects::nonNull).distinct().toList())
                .forEach(incident -> statuses.put(incident.id(), incident.status()));
        for (Entry entry : entries) {
            if (entry.decision().equals(Decision.OLDER.word())) {
                count.older(entry);
            } else if (entry.incident() == null) {
                count.add(without(entry.decision()));
            } else if (statuses.containsKey(entry.incident())) {
                count.add(PLACES.get(statuses.get(entry.incident())));
            } else {
                count.missing(entry, "its incident " + entry.incident() + " is not there");
            }
        }
    }

    private static Place without(String decision) {
        return decision.equals(Decision.HELD.word()) ? Place.HELD
                : decision.equals(Decision.NOTED.word()) ? Place.NOTED : Place.IGNORED;
    }

    private void waits(Entry entry, Count count) {
        if (patience.isOver(entry.acceptedAt(), clock.instant())) {
            count.late.add(entry);
        } else {
            count.add(Place.QUEUED);
        }
    }

    /** As many as may be in the queue are there: SQS does not say which. */
    private void unhandled(long queued, Count count) {
        if (count.late.isEmpty()) {
            return;
        }
        Backlog.Dead dead = backlog.dead();
        List<Entry> left = count.late.stream().filter(entry -> !dead.has(entry)).toList();
        count.add(Place.DEAD_LETTER, count.late.size() - left.size());
        if (left.size() <= queued + dead.unseen()) {
            count.add(Place.QUEUED, left.size());
        } else {
            left.forEach(entry -> count.missing(entry, "accepted, and never handled"));
        }
    }

    /** What is counted as it is read. */
    private static final class Count {

        private final Map<String, Long> places = new LinkedHashMap<>();
        private final List<Entry> late = new ArrayList<>();
        private final List<AlertAccount.Listed> missing = new ArrayList<>();
        private final List<AlertAccount.Listed> older = new ArrayList<>();

        Count() {
            Arrays.stream(Place.values()).forEach(place -> places.put(place.word(), 0L));
        }

        void add(Place place) {
            add(place, 1);
        }

        void add(Place place, long number) {
            places.merge(place.word(), number, Long::sum);
        }

        void missing(Entry entry, String why) {
            add(Place.UNACCOUNTED);
            missing.add(new AlertAccount.Listed(entry.id(), entry.alert(), entry.receivedAt(), why));
        }

        void older(Entry entry) {
            add(Place.OLDER);
            if (older.size() < AlertAccount.LISTED) {
                older.add(new AlertAccount.Listed(entry.id(), entry.alert(), entry.receivedAt(),
                        "ignored as older: something newer was known"));
            }
        }

        AlertAccount account() {
            return new AlertAccount(places.values().stream().mapToLong(Long::longValue).sum(), places,
                    listed(missing), listed(older));
        }

        private static List<AlertAccount.Listed> listed(List<AlertAccount.Listed> alerts) {
            return alerts.stream().sorted(Comparator.comparing(AlertAccount.Listed::receivedAt)).limit(AlertAccount.LISTED)
                    .toList();
        }
    }
}
