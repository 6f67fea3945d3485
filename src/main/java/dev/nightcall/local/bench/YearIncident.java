package dev.nightcall.local.bench;

/** An incident of the year. */
final class YearIncident {

    /** Something happens to a system. @param storm its number, or 0 when it happens to this system alone */
    record Arrival(long at, int system, int storm, int alerts, boolean critical, long overAt) {
    }

    private enum State { OPEN, TAKEN, OVER }

    private final Arrival arrival;
    private State state = State.OPEN;
    private long position;
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

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isTaken() {
        return state == State.TAKEN;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    boolean hasRung() {
        return rangAt >= 0;
    }

    long rangAt() {
        return rangAt;
    }

    long position() {
        return position;
    }

    void reach(long next) {
        position = next;
    }

    void take() {
        state = State.TAKEN;
    }

    void reopen() {
        state = State.OPEN;
    }

    void end() {
        state = State.OVER;
    }

    void rings(long now) {
        rangAt = now;
    }
}
