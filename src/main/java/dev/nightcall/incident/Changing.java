package dev.nightcall.incident;

import dev.nightcall.core.Change;
import dev.nightcall.core.Filed;
import dev.nightcall.core.Incident;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.tables.AlertTable;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what an alert changes in the incident in which it was filed. */
final class Changing {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    Changing(Incidents incidents, AlertTable alerts, Supplier<OnCall> onCall, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * @param filed    before the incident was read
     * @param incident as it was read then
     * @return the incident as it is afterwards; empty when it is over or has changed meanwhile: look again
     */
    Optional<Incident> by(Filed filed, Incident incident) {
        return incident.isResolved() ? Optional.empty()
                : Change.of(filed, incident, onCall.get(), clock.instant()).match(new Each(filed, incident));
    }

    /** What is written for each, and whatever else is to be changed then. */
    private final class Each implements Change.Cases<Optional<Incident>> {

        private final Filed filed;
        private final Incident incident;

        private Each(Filed filed, Incident incident) {
            this.filed = filed;
            this.incident = incident;
        }

        @Override
        public Optional<Incident> nothing(Change.Nothing nothing) {
            return Optional.of(incident);
        }

        @Override
        public Optional<Incident> looksAtRow(Change.LooksAtRow looks) {
            return by(filed.seen(alerts.find(incident.id(), filed.alert())), incident);
        }

        @Override
        public Optional<Incident> notes(Change.Notes notes) {
            return goesOn(incidents.asking().joined(incident, notes.at()));
        }

        @Override
        public Optional<Incident> tells(Change.Tells tells) {
            return goesOn(incidents.asking().later(incident, tells.due(), filed.alert().id()));
        }

        @Override
        public Optional<Incident> worsens(Change.Worsens worsens) {
            return read(incidents.worsen(incident, worsens.incident(), filed.alert()));
        }

        @Override
        public Optional<Incident> reopens(Change.Reopens reopens) {
            return read(incidents.suppressed().end(incident, reopens.incident(), filed.alert()));
        }

        private Optional<Incident> read(boolean written) {
            return written ? goesOn(incidents.find(incident.id())) : Optional.empty();
        }

        private Optional<Incident> goesOn(Optional<Incident> now) {
            return now.flatMap(changed -> by(filed, changed));
        }
    }
}
