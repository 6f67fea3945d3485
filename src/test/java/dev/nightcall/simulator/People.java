package dev.nightcall.simulator;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.night.Decisions;
import dev.nightcall.timeline.Event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Take, close and suppress. Who gets no answer to taking or closing does it again; of a suppression nobody knows whether it has
 * begun, so nobody asks twice.
 */
final class People {

    private static final int MOST_TRIES = 50;

    private final Clouds clouds;
    private final Consumer<Instance> second;

    /** @param second what they do beside taking, closing and suppressing: press 9, or hand over */
    private People(Clouds clouds, boolean telephones) {
        this.clouds = clouds;
        this.second = telephones ? this::handOver : instance -> open(instance).ifPresent(this::watch);
    }

    /** Where nobody is phoned, somebody presses 9 without a telephone. */
    static People withoutTelephones(Clouds clouds) {
        return new People(clouds, false);
    }

    /** Who hand over to each other what they have. */
    static People withTelephones(Clouds clouds) {
        return new People(clouds, true);
    }

    void act(Instance instance) {
        switch (clouds.dice.below(6)) {
            case 0 -> open(instance).ifPresent(incident -> take(instance, incident));
            case 1 -> open(instance).ifPresent(incident -> close(instance, incident));
            case 2 -> second.accept(instance);
            case 3, 4 -> suppress(instance);
            default -> endSuppression(instance);
        }
    }

    private Optional<Incident> open(Instance instance) {
        return one(instance, Status.OPEN);
    }

    private Optional<Incident> one(Instance instance, Status status) {
        Incident[] found = new Incident[1];
        instance.tries(() -> {
            List<Incident> all = instance.decisions().incidents.all(status);
            found[0] = all.isEmpty() ? null : clouds.dice.one(all);
        });
        return Optional.ofNullable(found[0]);
    }

    void take(Instance instance, Incident incident) {
        Instant at = clouds.clock.instant();
        clouds.note("sato takes " + incident.id());
        clouds.takesWhatIsThere(incident.id());
        again(instance, () -> instance.send(instance.decisions().acknowledging.take(incident.id(), "sato", at)));
    }

    private void handOver(Instance instance) {
        one(instance, Status.ACKNOWLEDGED).ifPresent(incident -> {
            String from = incident.acknowledgedBy();
            Instant at = clouds.clock.instant();
            clouds.note("tanaka takes " + incident.id() + " from " + from);
            clouds.takesWhatIsThere(incident.id());
            again(instance, () -> instance.send(instance.decisions().acknowledging
                    .takeFrom(incident.id(), from, "tanaka", "", Shown.allUntil(at), at).orElse(List.of())));
        });
    }

    private void close(Instance instance, Incident incident) {
        Decisions decisions = instance.decisions();
        clouds.note("sato closes " + incident.id());
        again(instance, () -> {
            Incident now = decisions.incidents.find(incident.id()).orElseThrow();
            while (!now.isResolved()
                    && !decisions.incidents.resolve(now, "sato", Event.RESOLVED, "by hand", clouds.clock.instant())) {
                now = decisions.incidents.find(incident.id()).orElseThrow();
            }
            instance.send(decisions.related.closed(decisions.incidents.find(incident.id()).orElseThrow()));
        });
    }

    private void watch(Incident incident) {
        Instant until = until(1 + clouds.dice.below(5));
        clouds.note("sato presses 9 about " + incident.id() + ", until " + until);
        Instant now = clouds.clock.instant();
        clouds.nines.send(new Clouds.Nine(incident.id(), new Meaning.Watches("sato", now, until)), now);
    }

    private void again(Instance instance, Runnable work) {
        for (int tries = 0; tries < MOST_TRIES && !instance.tries(work); tries++) {
            clouds.note("no answer, so once more");
        }
    }

    private void suppress(Instance instance) {
        Suppression suppression = new Suppression(key(), until(1 + clouds.dice.below(5)),
                clouds.dice.one(List.of(Severity.WARNING, Severity.ERROR, Severity.CRITICAL)), "sato", "", false);
        clouds.note("sato suppresses " + suppression.key() + " until " + suppression.until());
        instance.tries(() -> {
            instance.send(instance.decisions().suppressing.announce(suppression));
            instance.send(instance.decisions().suppressing.begin(suppression));
        });
    }

    private void endSuppression(Instance instance) {
        AlertKey key = key();
        clouds.note("sato ends " + key);
        instance.tries(() -> {
            instance.send(instance.decisions().suppressing.announceLook(key));
            instance.send(instance.decisions().holding.endEarly(key));
            instance.send(instance.decisions().suppressing.lookThrough(key));
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
