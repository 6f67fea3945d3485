package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Reads;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Ending;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.Remains;
import dev.nightcall.core.Suppression;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.tables.AlertTable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What becomes of an incident in which nothing fires any more that anybody has to be called about: while suppressions hold some
 * of its alerts it is suppressed until the first of them ends, and when everything has recovered it is over.
 *
 * <p>Who joins files the alert first and looks at the incident then; who closes it here looks at the alerts then, and raises
 * what fires. So at least one of them sees the other.
 */
public final class Closing {

    /** The end of a suppression raises what still fires; so long after that it is looked whether that has brought it back. */
    private static final Duration BACK_BY = Duration.ofSeconds(30);

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Suppressions suppressions;
    private final Related related;
    private final Informing informing;
    private final Supplier<Reads> reads;
    private final Clock clock;

    public Closing(Incidents incidents, AlertTable alerts, Suppressions suppressions, Related related, Informing informing,
                   Supplier<Reads> reads, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.suppressions = suppressions;
        this.related = related;
        this.informing = informing;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * The first of the suppressions that hold a suppressed incident's alerts should be over. A crash may have come after the end
     * moved to that of the next one, and before the message for that was sent.
     */
    public List<Outgoing> look(Later later) {
        return incidents.find(later.subject()).map(incident -> !incident.isSuppressed() ? leftIn(incident)
                : comeback(incident).number() >= later.number() ? close(incident.id()) : List.<Outgoing>of()).orElse(List.of());
    }

    /**
     * Before anybody is phoned about an open incident. Who filed the last of its alerts as over may have died before it was
     * closed; when that alert fires again it may belong to another group, and nobody else would look here. And whoever is asked
     * about something new keeps it, when nothing of that fires.
     *
     * @return what to send; empty when something fires in it that people are to be called about
     */
    public List<Outgoing> closeIfNothingFires(Incident incident) {
        if (incident.isOpen() && alerts.firing(incident.id()).noneMatch(AlertRow::isFiring)) {
            return close(incident.id());
        }
        return incident.isOverByMonitor() ? leftIn(incident) : informing.keep(incident);
    }

    /**
     * A step is due of an incident that is over. Whoever closed it may have died before what had joined at that moment was
     * raised; and the message that would repeat it is gone if another, who was shown it at the same time, was done before.
     *
     * @return what to send; nothing when the group has had another incident since: who opened that has raised it
     */
    public List<Outgoing> leftIn(Incident over) {
        List<Outgoing> left = over.isOverByItself() ? related.raiseWhatFires(over).toList() : List.of();
        return !left.isEmpty() && incidents.ofGroup(over.group()).filter(last -> last.id().equals(over.id())).isPresent()
                ? left : List.of();
    }

    /** Closes an incident if nothing fires in it. @return what to send, by every repeat */
    List<Outgoing> close(String id) {
        Optional<List<Outgoing>> closed = Optional.empty();
        while (closed.isEmpty()) {
            closed = close(incidents.find(id).orElseThrow(), alerts.of(id), false);
        }
        return closed.get();
    }

    /**
     * Closes an incident if nothing fires in it.
     *
     * @param rows  its alerts, in any order; of one in which something fires not all are read
     * @param first what has just left it was filed just now: unless that changes something, there is nothing to send. A
     *              repeat sends what a crash may have left unsaid
     * @return what to send; empty: somebody else was faster, look again
     */
    Optional<List<Outgoing>> close(Incident incident, Stream<AlertRow> rows, boolean first) {
        if (incident.isResolved()) {
            return Optional.of(closed(incident));
        }
        Iterator<AlertRow> left = rows.iterator();
        Remains some = Remains.of(left, first && incident.isSuppressed() ? 1 : Integer.MAX_VALUE);
        // Of a thousand that recover while it is suppressed each would read all the others.
        if (!some.fires() && left.hasNext() && stands(incident, some)) {
            return Optional.of(List.of());
        }
        Remains all = some.fires() ? some : some.and(Remains.of(left, Integer.MAX_VALUE));
        return Ending.of(incident, all).match(new Each(incident, first));
    }

    /** Whether it is suppressed until one of its alerts is raised. */
    private boolean stands(Incident incident, Remains some) {
        return !some.held().isEmpty()
                && Ending.held(incident, suppressions(some.held()), clock.instant()) instanceof Ending.Stands;
    }

    /** What is written, and what follows; empty: somebody else was faster, look again. */
    private final class Each implements Ending.Cases<Optional<List<Outgoing>>> {

        private final Incident incident;
        private final boolean first;

        private Each(Incident incident, boolean first) {
            this.incident = incident;
            this.first = first;
        }

        @Override
        public Optional<List<Outgoing>> goesOn(Ending.GoesOn goesOn) {
            return Optional.of(List.of());
        }

        @Override
        public Optional<List<Outgoing>> comesBack(Ending.ComesBack comesBack) {
            return Optional.of(related.raiseWhatFires(incident).toList());
        }

        @Override
        public Optional<List<Outgoing>> isHeld(Ending.IsHeld isHeld) {
            return Ending.held(incident, suppressions(isHeld.alerts()), clock.instant()).match(this);
        }

        @Override
        public Optional<List<Outgoing>> stands(Ending.Stands stands) {
            return first ? Optional.of(List.of()) : read(incident);
        }

        @Override
        public Optional<List<Outgoing>> isSuppressed(Ending.IsSuppressed isSuppressed) {
            return incidents.suppressed().begin(incident, isSuppressed.first(), clock.instant()) ? read(incident)
                    : Optional.empty();
        }

        @Override
        public Optional<List<Outgoing>> isReleased(Ending.IsReleased isReleased) {
            Map<Alert, String> groups = new LinkedHashMap<>();
            isReleased.alerts().forEach(alert -> groups.put(alert, alerts.groupOf(alert)));
            return Ending.released(incident, groups).match(this);
        }

        @Override
        public Optional<List<Outgoing>> isRaised(Ending.IsRaised isRaised) {
            letGo(isRaised.gone());
            return Optional.of(Stream.concat(related.raise(isRaised.own().stream()),
                    incident.isSuppressed() ? Stream.of(lookAt(incident, clock.instant())) : Stream.empty()).toList());
        }

        @Override
        public Optional<List<Outgoing>> isOver(Ending.IsOver isOver) {
            letGo(isOver.gone());
            return incidents.resolve(incident, isOver, clock.instant()) ? read(incident) : Optional.empty();
        }

        private void letGo(List<Alert> gone) {
            gone.forEach(alert -> alerts.moveElsewhere(incident.id(), alert));
        }
    }

    /** Those that may hold each of these. */
    private Map<Alert, List<Suppression>> suppressions(List<Alert> held) {
        Reads read = reads.get();
        Map<Alert, Supplier<List<Suppression>>> asked = new LinkedHashMap<>();
        held.forEach(alert -> asked.put(alert, suppressions.of(alert, read)));
        read.run();
        Map<Alert, List<Suppression>> found = new LinkedHashMap<>();
        asked.forEach((alert, those) -> found.put(alert, those.get()));
        return found;
    }

    private Optional<List<Outgoing>> read(Incident incident) {
        return incidents.find(incident.id()).map(this::closed);
    }

    /** What follows when an incident is suppressed or over. */
    private List<Outgoing> closed(Incident incident) {
        Stream<Outgoing> left = incident.isResolved() ? raiseWhatStillFires(incident).stream()
                : incident.isSuppressed() ? Stream.concat(Stream.of(lookAt(incident, incident.suppressedUntil())),
                        related.raiseWhatFires(incident)) : Stream.empty();
        return Stream.concat(left, incident.isOpen() ? Stream.empty() : related.closed(incident).stream()).toList();
    }

    /** Alerts that joined while the last one left belong to a new incident. */
    List<Outgoing> raiseWhatStillFires(Incident resolved) {
        return Stream.concat(related.raise(resolved),
                resolved.isOverByItself() ? related.raiseWhatFires(resolved) : Stream.empty()).toList();
    }

    private static Outgoing lookAt(Incident suppressed, Instant end) {
        return Later.of(suppressed, comeback(suppressed), end.plus(BACK_BY));
    }

    private static Move comeback(Incident suppressed) {
        return Course.nextMove(suppressed).orElseThrow();
    }
}
