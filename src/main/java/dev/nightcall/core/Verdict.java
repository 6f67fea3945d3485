package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Decision;

import java.util.List;
import java.util.Optional;

/** What becomes of an alert. */
public sealed interface Verdict {

    Alert alert();

    /** In the words of metrics and the ledger. */
    Decision decision();

    /** What there is to do or to say in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T repeats(Repeats repeats);

        T held(Held held);

        T overtaken(Overtaken overtaken);

        T settled(Settled settled);

        T opens(Opens opens);

        T reopens(Reopens reopens);

        T joins(Joins joins);

        T relates(Relates relates);

        T leaves(Leaves leaves);

        T unknown(Unknown unknown);

        T takenAtMonitor(TakenAtMonitor taken);

        T noted(Noted noted);
    }

    /** In which incident it is, or nothing. */
    default Optional<Incident> where() {
        return Optional.empty();
    }

    /** It is a message that came before, sent once more. @param about the incident that is or was about it */
    record Repeats(Alert alert, Optional<Incident> about) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.repeats(this);
        }

        @Override
        public Decision decision() {
            return Decision.IGNORED;
        }
    }

    /** A suppression holds it. @param by those that may; the first that is still in force does */
    record Held(Alert alert, List<Suppression> by) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.held(this);
        }

        @Override
        public Decision decision() {
            return Decision.HELD;
        }
    }

    /**
     * It is older than the word by which it is over, and does not fire.
     *
     * @param about the incident that is or was about it; it may have opened that, and died before it said so
     */
    record Overtaken(Alert alert, Alert by, Optional<Incident> about) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.overtaken(this);
        }

        @Override
        public Decision decision() {
            return Decision.OLDER;
        }
    }

    /** An incident has dealt with it, and is over or has passed it on: a repeat, or something newer was said there. */
    record Settled(Alert alert, Incident incident, AlertRow row) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.settled(this);
        }

        @Override
        public Decision decision() {
            return row.isNewerThan(alert) ? Decision.OLDER : Decision.IGNORED;
        }
    }

    /** It opens an incident. @param last the one that its group had before */
    record Opens(Alert alert, Incident incident, Optional<Incident> last) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.opens(this);
        }

        @Override
        public Decision decision() {
            return Decision.OPENED;
        }

        @Override
        public Optional<Incident> where() {
            return Optional.of(incident);
        }
    }

    /**
     * It fires again soon after it was over, and its incident is open again.
     *
     * @param incident as it is now
     * @param over     as it was
     * @param ended    what is filed of it there
     */
    record Reopens(Alert alert, Incident incident, Incident over, AlertRow ended) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.reopens(this);
        }

        @Override
        public Decision decision() {
            return Decision.REOPENED;
        }

        @Override
        public Optional<Incident> where() {
            return Optional.of(incident);
        }
    }

    /** It belongs to an incident that is not over. @param before what is filed of it there */
    record Joins(Alert alert, Incident incident, Optional<AlertRow> before) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.joins(this);
        }

        @Override
        public Decision decision() {
            return before.filter(row -> row.isNewerThan(alert)).isPresent() ? Decision.OLDER : Decision.JOINED;
        }

        @Override
        public Optional<Incident> where() {
            return Optional.of(incident);
        }
    }

    /** It is the consequence of what another incident is about, and belongs there. @param before what is filed of it there */
    record Relates(Alert alert, Incident incident, Optional<AlertRow> before) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.relates(this);
        }

        @Override
        public Decision decision() {
            return Decision.JOINED;
        }

        @Override
        public Optional<Incident> where() {
            return Optional.of(incident);
        }
    }

    /** It is over, and so may be its incident. @param before what is filed of it there; absent only if that is over by now */
    record Leaves(Alert alert, Incident incident, Optional<AlertRow> before) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.leaves(this);
        }

        @Override
        public Decision decision() {
            return before.isEmpty() ? Decision.IGNORED
                    : before.get().isNewerThan(alert) ? Decision.OLDER : mayEndIt() ? Decision.RECOVERED : Decision.IGNORED;
        }

        /**
         * Whether something may follow from it for the incident: it ended what fires, or comes once more and did; what fires in
         * what is over has come since, and is raised by whoever ended it. That it is over is said again and again by some
         * monitors, and changes nothing.
         */
        public boolean mayEndIt() {
            return before.filter(row -> row.alert().id().equals(alert.id())
                    || row.alert().isFiring() && (row.isOlderThan(alert) || incident.isResolved())).isPresent();
        }

        /** Whether that is news: it changes what is filed. */
        public boolean isNews() {
            return before.filter(row -> row.isOlderThan(alert)).isPresent();
        }

        @Override
        public Optional<Incident> where() {
            return before.map(row -> incident);
        }
    }

    /** The end of something that is filed nowhere. */
    record Unknown(Alert alert) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.unknown(this);
        }

        @Override
        public Decision decision() {
            return Decision.IGNORED;
        }
    }

    /** Somebody has taken it at the monitor. @param before what fires */
    record TakenAtMonitor(Alert alert, Incident incident, AlertRow before) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.takenAtMonitor(this);
        }

        @Override
        public Decision decision() {
            return Decision.NOTED;
        }

        @Override
        public Optional<Incident> where() {
            return Optional.of(incident);
        }
    }

    /** It is no alert, and kept. @param about the incident that it may be about, and that is not over */
    record Noted(Alert alert, Optional<Incident> about) implements Verdict {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.noted(this);
        }

        @Override
        public Decision decision() {
            return Decision.NOTED;
        }

        @Override
        public Optional<Incident> where() {
            return about;
        }
    }
}
