package dev.nightcall.simulator;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.night.Decisions;
import dev.nightcall.timeline.Event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Take, close and suppress. Who gets no answer to taking or closing does it again; of a suppression nobody knows whether it has
 * begun, so nobody asks twice.
 */
final class People {

    private static final int MOST_TRIES = 50;

    private final Clouds clouds;

    People(Clouds clouds) {
        this.clouds = clouds;
    }

    void act(Worker worker) {
        switch (clouds.dice.below(6)) {
            case 0 -> open(worker).ifPresent(incident -> take(worker, incident));
            case 1 -> open(worker).ifPresent(incident -> close(worker, incident));
            case 2 -> open(worker).ifPresent(this::watch);
            case 3, 4 -> suppress(worker);
            default -> endSuppression(worker);
        }
    }

    private Optional<Incident> open(Worker worker) {
        Incident[] found = new Incident[1];
        worker.tries(() -> {
            List<Incident> open = worker.decisions().incidents.all(Status.OPEN);
            found[0] = open.isEmpty() ? null : clouds.dice.one(open);
        });
        return Optional.ofNullable(found[0]);
    }

    private void take(Worker worker, Incident incident) {
        Instant at = clouds.clock.instant();
        clouds.note("sato takes " + incident.id());
        again(worker, () -> worker.send(worker.decisions().escalation.acknowledge(incident.id(), "sato", at)));
    }

    private void close(Worker worker, Incident incident) {
        Decisions decisions = worker.decisions();
        clouds.note("sato closes " + incident.id());
        again(worker, () -> {
            Incident now = decisions.incidents.find(incident.id()).orElseThrow();
            while (!now.isResolved()
                    && !decisions.incidents.resolve(now, "sato", Event.RESOLVED, "by hand", clouds.clock.instant())) {
                now = decisions.incidents.find(incident.id()).orElseThrow();
            }
            worker.send(decisions.related.closed(decisions.incidents.find(incident.id()).orElseThrow()));
        });
    }

    private void watch(Incident incident) {
        Instant until = until(1 + clouds.dice.below(5));
        clouds.note("sato presses 9 about " + incident.id() + ", until " + until);
        clouds.nines.send(new Clouds.Nine(incident.id(), "sato", until), clouds.clock.instant());
    }

    private void again(Worker worker, Runnable work) {
        for (int tries = 0; tries < MOST_TRIES && !worker.tries(work); tries++) {
            clouds.note("no answer, so once more");
        }
    }

    private void suppress(Worker worker) {
        Suppression suppression = new Suppression(key(), until(1 + clouds.dice.below(5)),
                clouds.dice.one(List.of(Severity.WARNING, Severity.ERROR, Severity.CRITICAL)), "sato", "", false);
        clouds.note("sato suppresses " + suppression.key() + " until " + suppression.until());
        worker.tries(() -> {
            worker.send(worker.decisions().suppressing.announce(suppression));
            worker.send(worker.decisions().suppressing.begin(suppression));
        });
    }

    private void endSuppression(Worker worker) {
        AlertKey key = key();
        clouds.note("sato ends " + key);
        worker.tries(() -> {
            worker.send(worker.decisions().suppressing.announceLook(key));
            worker.send(worker.decisions().holding.endEarly(key));
            worker.send(worker.decisions().suppressing.lookThrough(key));
        });
    }

    private AlertKey key() {
        return AlertKey.parse(clouds.dice.one(Monitors.systems()) + "/" + (clouds.dice.oneIn(2) ? "*"
                : clouds.dice.one(Monitors.hosts())) + "/*");
    }

    private Instant until(int minutes) {
        return clouds.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(minutes));
    }
}
