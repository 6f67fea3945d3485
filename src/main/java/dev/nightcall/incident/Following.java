package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Filed;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.Status;
import dev.nightcall.core.Verdict;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Raised;
import dev.nightcall.tables.AlertTable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What follows when verdicts are written: now it is looked whether others have closed what was joined, or ended or suppressed
 * what was filed, and what is to be sent. By every repeat the same: a crash may have come before it was.
 */
final class Following {

    private final Looking looking;
    private final Incidents incidents;
    private final AlertTable alerts;
    private final Changing changing;
    private final Related related;
    private final Suppressing suppressing;
    private final Closing closing;
    private final Noting noting;
    private final Informing informing;

    Following(Looking looking, Incidents incidents, AlertTable alerts, Changing changing, Related related,
              Suppressing suppressing, Closing closing, Noting noting, Informing informing) {
        this.informing = informing;
        this.looking = looking;
        this.incidents = incidents;
        this.alerts = alerts;
        this.changing = changing;
        this.related = related;
        this.suppressing = suppressing;
        this.closing = closing;
        this.noting = noting;
    }

    /** @return what still fires in the incident that the group of a new one had before, by the id of the new one */
    Map<String, List<Outgoing>> left(List<Verdict> verdicts) {
        Map<String, List<Outgoing>> left = new HashMap<>();
        only(Verdict.Opens.class, verdicts).forEach(opens -> left.put(opens.incident().id(),
                opens.last().map(closing::raiseWhatStillFires).orElse(List.of())));
        return left;
    }

    /**
     * @param left as it was before they were written
     * @return what became of each; without those where something has changed meanwhile
     */
    Map<Alert, Taken> after(List<Verdict> verdicts, Map<String, List<Outgoing>> left) {
        Map<String, Incident> opened = only(Verdict.Opens.class, verdicts)
                .collect(Collectors.toMap(opens -> opens.incident().id(), Verdict.Opens::incident));
        Looking.Again again = looking.after(verdicts.stream().map(Verdict::alert).filter(Following::fires).toList(),
                verdicts.stream().flatMap(Following::read).map(Incident::id).filter(id -> !opened.containsKey(id)).distinct()
                        .toList());
        Each each = new Each(again, opened, left, only(Verdict.TakenAtMonitor.class, verdicts)
                .collect(Collectors.toMap(taken -> taken.incident().id(), Verdict::alert, (one, later) -> later)));
        Map<Alert, Taken> taken = new LinkedHashMap<>();
        verdicts.forEach(verdict -> verdict.match(each).ifPresent(one -> taken.put(verdict.alert(), one)));
        taken.putAll(leaving(only(Verdict.Leaves.class, verdicts).toList(), again));
        return taken;
    }

    private static <T extends Verdict> Stream<T> only(Class<T> kind, List<Verdict> verdicts) {
        return verdicts.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Incidents that may have changed meanwhile. */
    private static Stream<Incident> read(Verdict verdict) {
        if (verdict instanceof Verdict.Leaves leaves) {
            return leaves.mayEndIt() ? Stream.of(leaves.incident()) : Stream.empty();
        }
        if (verdict instanceof Verdict.Overtaken overtaken) {
            return overtaken.about().stream();
        }
        return fires(verdict.alert()) ? verdict.where().stream() : Stream.empty();
    }

    private static boolean fires(Alert alert) {
        return alert.state() == State.FIRING;
    }

    /** Once for each incident, after all that leave it have: the first of them carries what follows. */
    private Map<Alert, Taken> leaving(List<Verdict.Leaves> all, Looking.Again again) {
        Map<Alert, Taken> left = new LinkedHashMap<>();
        Map<String, List<Verdict.Leaves>> byIncident = new LinkedHashMap<>();
        all.forEach(one -> {
            if (one.mayEndIt()) {
                byIncident.computeIfAbsent(one.incident().id(), id -> new ArrayList<>()).add(one);
            } else {
                left.put(one.alert(), Taken.by(one, List.of()));
            }
        });
        byIncident.forEach((id, those) -> {
            Verdict.Leaves first = those.get(0);
            closing.close(again.incident(id), alerts.around(id, first.alert()), those.stream().allMatch(Verdict.Leaves::isNews))
                    .ifPresent(outgoing -> those.forEach(one ->
                            left.put(one.alert(), Taken.by(one, one == first ? outgoing : List.of()))));
        });
        return left;
    }

    private static Outgoing firstStep(Incident incident) {
        Move first = Course.first(incident);
        return Later.of(incident, first, first.due());
    }

    /** What follows for each; empty: something has changed, look again. */
    private final class Each implements Verdict.Cases<Optional<Taken>> {

        private final Looking.Again again;
        private final Map<String, Incident> opened;
        private final Map<String, List<Outgoing>> left;
        private final Map<String, Alert> lastTaken;

        private Each(Looking.Again again, Map<String, Incident> opened, Map<String, List<Outgoing>> left,
                     Map<String, Alert> lastTaken) {
            this.again = again;
            this.opened = opened;
            this.left = left;
            this.lastTaken = lastTaken;
        }

        /** The first step goes first: nothing else that is to be sent delays it. */
        @Override
        public Optional<Taken> opens(Verdict.Opens opens) {
            Incident incident = opens.incident();
            List<Outgoing> opening = Stream.of(List.of(firstStep(incident)), left.get(incident.id()), Notices.opened(incident))
                    .flatMap(List::stream).toList();
            return Optional.of(takenBack(incident, opens.alert()).map(held -> Taken.held(incident.id(),
                    Stream.concat(opening.stream(), held.stream()).toList())).orElseGet(() -> Taken.by(opens, opening)));
        }

        @Override
        public Optional<Taken> joins(Verdict.Joins joins) {
            return fires(joins, now(joins.incident()), joins.before());
        }

        @Override
        public Optional<Taken> reopens(Verdict.Reopens reopens) {
            return fires(reopens, now(reopens.incident()), Optional.of(reopens.ended()));
        }

        private Optional<Taken> fires(Verdict verdict, Incident incident, Optional<AlertRow> before) {
            if (incident.isResolved()) {
                return Optional.empty();
            }
            Alert alert = verdict.alert();
            Optional<List<Outgoing>> held = takenBack(incident, alert);
            return held.isPresent() ? Optional.of(Taken.held(incident.id(),
                    Stream.concat(missing(alert, incident).stream(), held.get().stream()).toList()))
                    : changing.by(Filed.of(alert, before), incident).map(now -> incident.isSuppressed() && !now.isSuppressed()
                            ? Taken.reopened(now, missing(alert, now)) : Taken.by(verdict, missing(alert, now)));
        }

        /**
         * The alert that opened it, opened it again or started it over; delivered again, as a crash may have come before its
         * step was asked for.
         */
        private List<Outgoing> missing(Alert alert, Incident now) {
            String beganWith = now.startedOverFor() == null ? now.openedBy() : now.startedOverFor();
            List<Outgoing> missing = new ArrayList<>();
            if (alert.id().equals(beganWith) && now.isOpen() && now.standsWhereItBegan()) {
                missing.add(firstStep(now));
            }
            missing.addAll(informing.missing(alert, now));
            if (alert.id().equals(now.openedBy())) {
                missing.addAll(Notices.opened(now));
            }
            if (alert.id().equals(now.startedOverFor()) && now.reopened() > 0) {
                missing.addAll(related.reopened(now));
                // What ends the time of whoever has it still may have come while it was over, or have been lost with a process.
                Optional.of(now).filter(has -> has.status() == Status.ACKNOWLEDGED).map(Course::end)
                        .ifPresent(end -> missing.add(Later.of(now, end, end.due())));
            }
            return missing;
        }

        /** The first one that is related to an incident does more than be filed. */
        @Override
        public Optional<Taken> relates(Verdict.Relates relates) {
            Incident incident = relates.incident().relatedSince() == null ? begun(relates) : now(relates.incident());
            return related.joined(relates.alert(), incident).map(outgoing -> Taken.by(relates, outgoing));
        }

        private Incident begun(Verdict.Relates relates) {
            incidents.relating().begin(relates.incident(), relates.alert());
            return incidents.find(relates.incident().id()).orElseThrow();
        }

        private Incident now(Incident incident) {
            return opened.containsKey(incident.id()) ? opened.get(incident.id()) : again.incident(incident.id());
        }

        private Optional<List<Outgoing>> takenBack(Incident incident, Alert alert) {
            return suppressing.takeBack(incident, alert, again.suppressions(alert));
        }

        /** Its suppression ended in the moment in which it was to be held. */
        @Override
        public Optional<Taken> held(Verdict.Held held) {
            return Optional.empty();
        }

        @Override
        public Optional<Taken> repeats(Verdict.Repeats repeats) {
            return Optional.of(Taken.by(repeats, List.of()));
        }

        @Override
        public Optional<Taken> overtaken(Verdict.Overtaken overtaken) {
            return Optional.of(Taken.by(overtaken, overtaken.about().map(about -> missing(overtaken.alert(), now(about)))
                    .orElse(List.of())));
        }

        @Override
        public Optional<Taken> settled(Verdict.Settled settled) {
            return Optional.of(Taken.by(settled, List.of()));
        }

        @Override
        public Optional<Taken> unknown(Verdict.Unknown unknown) {
            return Optional.of(Taken.by(unknown, List.of()));
        }

        /** Together with the others that leave the same incident. */
        @Override
        public Optional<Taken> leaves(Verdict.Leaves leaves) {
            return Optional.empty();
        }

        /** Of those that are taken together the last one has the incident, if any has. */
        @Override
        public Optional<Taken> takenAtMonitor(Verdict.TakenAtMonitor taken) {
            noting.note(taken.alert(), taken.where());
            boolean isLast = lastTaken.get(taken.incident().id()).equals(taken.alert());
            return Optional.of(Taken.by(taken, isLast ? noting.taken(taken) : List.of()));
        }

        @Override
        public Optional<Taken> noted(Verdict.Noted noted) {
            noting.note(noted.alert(), noted.about());
            return Optional.of(Taken.by(noted, List.of()));
        }
    }
}
