package dev.nightcall.local.bench;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Ending;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Place;
import dev.nightcall.core.Remains;
import dev.nightcall.core.Spell;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An incident of the year, and what fires in it: at night that is filed under it. */
final class YearIncident {

    /** Something happens to a system. @param storm its number, or 0 when it happens to this system alone */
    record Arrival(long at, int system, int storm, int alerts, boolean critical, long overAt) {
    }

    private final Arrival arrival;
    private final Map<String, AlertRow> firing = new HashMap<>();
    private Incident now;
    private long rangAt = -1;

    /** @param arrival by which it is opened */
    YearIncident(Arrival arrival, Incident opened) {
        this.arrival = arrival;
        now = opened;
    }

    int system() {
        return arrival.system();
    }

    int storm() {
        return arrival.storm();
    }

    long openedAt() {
        return arrival.at();
    }

    /** As it is now: what at night is read from the table. */
    Incident now() {
        return now;
    }

    /** As it is written. */
    void becomes(Incident next) {
        now = next;
    }

    /** Where an alert of its system is, or belongs. */
    Place place(Alert alert) {
        return new Place(now.group(), Optional.of(now), Optional.ofNullable(firing.get(alert.identity())));
    }

    void fires(Alert alert, Instant at) {
        AlertRow row = new AlertRow(alert, at, at, 1, false, false, false, Spell.begun(at));
        firing.put(row.key(), row);
    }

    /** What has recovered leaves it, and may have been the last. */
    void leaves(Alert alert, Instant at) {
        firing.remove(alert.identity());
        if (Ending.of(now, Remains.of(firing.values().iterator(), 1)) instanceof Ending.IsOver over) {
            now = now.resolved(over.by(), at);
        }
    }

    boolean isOpen() {
        return now.isOpen();
    }

    boolean isOver() {
        return now.isResolved();
    }

    boolean hasRung() {
        return rangAt >= 0;
    }

    long rangAt() {
        return rangAt;
    }

    void rings(long now) {
        rangAt = now;
    }
}
