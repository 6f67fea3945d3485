package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.oncall.OnCall;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides what becomes of alerts that are taken together, one after the other: what one of them opens, those after it join. Reads
 * nothing and writes nothing; another look may lead to another verdict, so one of these is for one look.
 */
public final class Taking {

    private final OnCall plan;
    private final Instant now;
    private final Supplier<String> ids;
    private final Map<String, Incident> opened = new HashMap<>();

    /** @param ids of new incidents */
    public Taking(OnCall plan, Instant now, Supplier<String> ids) {
        this.plan = plan;
        this.now = now;
        this.ids = ids;
    }

    /** Whether a suppression holds it, which comes before everything else. */
    public static Optional<Verdict.Held> held(Seen seen, Instant now) {
        return Optional.of(seen.holding(now)).filter(by -> !by.isEmpty()).map(by -> new Verdict.Held(seen.alert(), by));
    }

    public Verdict decide(Seen seen) {
        if (seen.counted()) {
            return new Verdict.Repeats(seen.alert(), seen.last().incident());
        }
        return switch (seen.alert().state()) {
            case FIRING -> fires(seen);
            case RESOLVED -> isOver(seen.alert(), seen.place());
            case ACKNOWLEDGED -> isTaken(seen.alert(), seen.place());
            case NOTE -> noted(seen.alert(), seen.place());
        };
    }

    private Verdict fires(Seen seen) {
        Alert alert = seen.alert();
        Place place = seen.place();
        Optional<Verdict.Held> held = held(seen, now);
        if (held.isPresent()) {
            return held.get();
        }
        // An older word moves nothing; but it may be the one that opened the incident, and died before it said so.
        if (place.filed().filter(row -> row.isNewerThan(alert)).isPresent()) {
            return new Verdict.Joins(alert, place.incident().orElseThrow(), place.row());
        }
        // Not what fires here: a repeat of that has to send again what may be missing.
        if (!place.firesHere() && seen.over().isPresent()) {
            return new Verdict.Overtaken(alert, seen.over().get(), (place.filed().isPresent() ? place : seen.last()).incident());
        }
        // Where it was last, something newer was said; that is raised there, or is over.
        if (!place.firesHere() && seen.last().row().filter(row -> row.isNewerThan(alert)).isPresent()) {
            return new Verdict.Settled(alert, seen.last().incident().orElseThrow(), seen.last().row().get());
        }
        Optional<Place> cause = cause(seen);
        if (cause.isPresent()) {
            return new Verdict.Relates(alert, cause.get().incident().orElseThrow(), cause.get().row());
        }
        return place.isOpen() ? new Verdict.Joins(alert, place.incident().get(), place.row()) : opensOrFollows(alert, place);
    }

    /** What fires already is where it is: with its cause or for itself. */
    private static Optional<Place> cause(Seen seen) {
        Place place = seen.place();
        return place.firesHere() ? Optional.of(place).filter(here -> here.row().orElseThrow().related())
                : seen.cause().filter(found -> !found.group().equals(place.group()));
    }

    private Verdict opensOrFollows(Alert alert, Place place) {
        Incident justOpened = opened.get(place.group());
        if (justOpened != null) {
            boolean wasThere = place.incident().filter(last -> last.id().equals(justOpened.id())).isPresent();
            return new Verdict.Joins(alert, justOpened, wasThere ? place.row() : Optional.empty());
        }
        if (place.incident().isPresent() && isSettled(alert, place.incident().get(), place.row())) {
            return new Verdict.Settled(alert, place.incident().get(), place.row().orElseThrow());
        }
        if (place.incident().isPresent() && comesBack(alert, place.incident().get(), place.row())) {
            Incident over = place.incident().get();
            Incident again = over.reopenedFor(alert, plan.policyFor(alert, now), now);
            opened.put(place.group(), again);
            return new Verdict.Reopens(alert, again, over, place.row().orElseThrow());
        }
        Incident incident = Incident.opened(ids.get(), place.group(), plan.policyFor(alert, now), alert.severity(), alert.id(),
                now);
        opened.put(place.group(), incident);
        return new Verdict.Opens(alert, incident, place.incident());
    }

    /**
     * Whether a firing alert was dealt with by an incident that is over: a repeat, or overtaken. Not so if it still fires
     * there: then it joined while the last other alert left.
     */
    private static boolean isSettled(Alert alert, Incident resolved, Optional<AlertRow> row) {
        if (row.isEmpty() || row.get().isOlderThan(alert)) {
            return false;
        }
        return row.get().isNewerThan(alert) || !row.get().isFiring() || !resolved.isOverByItself();
    }

    /** Whether it fires again so soon after it was over, and nobody has said by hand that it is, that it is the same. */
    private static boolean comesBack(Alert alert, Incident over, Optional<AlertRow> row) {
        return over.isOverByMonitor() && row.isPresent() && !row.get().alert().isFiring() && !row.get().moved()
                && !row.get().related() && Spell.isSame(row.get(), alert, over.policy().reopenWithin());
    }

    private static Verdict isOver(Alert alert, Place place) {
        boolean isKnown = place.incident().isPresent() && (place.row().isPresent() || !place.isOpen());
        return isKnown ? new Verdict.Leaves(alert, place.incident().get(), place.row()) : new Verdict.Unknown(alert);
    }

    private static Verdict isTaken(Alert alert, Place place) {
        Optional<AlertRow> firing = place.filed().filter(AlertRow::isFiring);
        return firing.isPresent() ? new Verdict.TakenAtMonitor(alert, place.incident().orElseThrow(), firing.get())
                : noted(alert, place);
    }

    private static Verdict noted(Alert alert, Place place) {
        return new Verdict.Noted(alert, place.incident().filter(incident -> !incident.isResolved()));
    }
}
