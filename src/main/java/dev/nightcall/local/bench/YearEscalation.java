package dev.nightcall.local.bench;

import java.time.Duration;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * From an incident to whose line is asked for, by the rules of {@link dev.nightcall.core.Position}: each step is left when
 * its call has ended without success, or when its wait is over; after the last round there is a pause, then it starts over.
 */
final class YearEscalation {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    private final YearSettings settings;
    private final YearTime time;
    private final int team;
    private final int teams;
    private final int steps;
    private final long cycle;
    private YearLines lines;

    YearEscalation(YearSettings settings, YearTime time) {
        this.settings = settings;
        this.time = time;
        team = Math.max(1, Math.min(settings.count(TEAM), settings.count(ENGINEERS)));
        teams = settings.count(ENGINEERS) / team;
        steps = Math.max(1, Math.min(team, settings.count(STEPS)));
        cycle = (long) steps * settings.count(ROUNDS) + 1;
    }

    void calls(YearLines those) {
        lines = those;
    }

    void opened(YearIncident incident) {
        time.after(settings.millis(GROUP_WAIT), () -> next(incident, 0));
    }

    /** The call about this position is over, and nobody has taken the incident. */
    void unsuccessful(YearIncident incident, long position) {
        if (position % cycle != 0) {
            next(incident, position);
        }
    }

    void taken(YearIncident incident) {
        if (incident.isOpen()) {
            incident.take();
            time.after(settings.millis(ACK_TIMEOUT), () -> leaseEnds(incident));
        }
    }

    private void leaseEnds(YearIncident incident) {
        if (incident.isTaken()) {
            incident.reopen();
            incident.reach((incident.position() - 1) / cycle * cycle + cycle);
            next(incident, incident.position());
        }
    }

    private void next(YearIncident incident, long from) {
        if (!incident.isOpen() || incident.position() != from) {
            return;
        }
        long position = from + 1;
        incident.reach(position);
        boolean fallback = position % cycle == 0;
        time.after(settings.millis(fallback ? PAUSE : STEP_WAIT), () -> next(incident, position));
        if (!fallback) {
            lines.ask(engineer(incident, position), incident, position, (position - 1) % cycle >= steps || position > cycle);
        }
    }

    private int engineer(YearIncident incident, long position) {
        long step = (position - 1) % cycle % steps;
        return incident.system() % teams * team + (int) ((time.now() / WEEK + step) % team);
    }
}
