package dev.nightcall.local.bench;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Incident;
import dev.nightcall.oncall.Policy;

import java.time.Instant;

/** An incident of the year. */
final class YearIncident {

    /** Something happens to a system. @param storm its number, or 0 when it happens to this system alone */
    record Arrival(long at, int system, int storm, int alerts, boolean critical, long overAt) {
    }

    private final Arrival arrival;
    private Incident now;
    private long rangAt = -1;

    YearIncident(Arrival arrival) {
        this.arrival = arrival;
    }

    int system() {
        return arrival.system();
    }

    int storm() {
        return arrival.storm();
    }

    boolean critical() {
        return arrival.critical();
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

    void open(Policy policy, Instant at) {
        now = Incident.opened("year", "system " + system(), policy, critical() ? Severity.CRITICAL : Severity.ERROR, "alert", at);
    }

    void end(Instant at) {
        now = now.resolved(Incident.MONITOR, at);
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
