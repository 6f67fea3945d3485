package dev.nightcall.core;

import dev.nightcall.alert.Alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an incident by what is left in it. Decided step by step, as each needs to have seen more: its alerts, what
 * suppressions hold them, and where they belong.
 */
public sealed interface Ending {

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T goesOn(GoesOn goesOn);

        T comesBack(ComesBack comesBack);

        T isHeld(IsHeld isHeld);

        T stands(Stands stands);

        T isSuppressed(IsSuppressed isSuppressed);

        T isReleased(IsReleased isReleased);

        T isRaised(IsRaised isRaised);

        T isOver(IsOver isOver);
    }

    /** By what is left in an incident that is not over. */
    static Ending of(Incident incident, Remains remains) {
        if (remains.fires()) {
            return incident.isSuppressed() ? new ComesBack() : new GoesOn();
        }
        return remains.held().isEmpty() ? new IsOver(Incident.MONITOR, "every alert has recovered", List.of())
                : new IsHeld(remains.held());
    }

    /**
     * By what holds all that is left in it: it is suppressed until the first of its alerts is raised, each by the one that holds
     * it longest.
     *
     * @param suppressions those that may hold each of them, ended ones included
     */
    static Ending held(Incident incident, Map<Alert, List<Suppression>> suppressions, Instant now) {
        Optional<Suppression> first = suppressions.entrySet().stream()
                .flatMap(held -> Suppression.longest(
                        held.getValue().stream().filter(one -> one.holds(held.getKey(), now))).stream())
                .min(Comparator.comparing(Suppression::until));
        if (first.isEmpty()) {
            return new IsReleased(List.copyOf(suppressions.keySet()));
        }
        boolean known = incident.isSuppressed() && first.get().until().equals(incident.suppressedUntil());
        return known ? new Stands() : new IsSuppressed(first.get());
    }

    /**
     * Nothing holds any more what was left in it. What has gone to another incident since has nothing to do with this one.
     *
     * @param groups in which each of them is filed by now
     */
    static Ending released(Incident incident, Map<Alert, String> groups) {
        List<Alert> own = new ArrayList<>();
        List<Alert> gone = new ArrayList<>();
        groups.forEach((alert, group) -> (group.equals(incident.group()) ? own : gone).add(alert));
        return own.isEmpty() ? new IsOver(Incident.TAKEN_OVER, ELSEWHERE, gone) : new IsRaised(own, gone);
    }

    /**
     * What fired in it has become part of the incident of its cause.
     *
     * @param cause that of one of them; empty when all had gone before
     */
    static IsOver absorbed(Optional<Incident> cause) {
        return new IsOver(Incident.TAKEN_OVER,
                cause.map(by -> "is a consequence of " + by.group() + ", incident " + by.id()).orElse(ELSEWHERE), List.of());
    }

    /** What the timeline says of an incident of which nothing is left. */
    String ELSEWHERE = "what it was about is elsewhere";

    /** Something fires in it that people are called about, or somebody has. */
    record GoesOn() implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.goesOn(this);
        }
    }

    /** It is suppressed, and something fires in it that nothing holds: raised again, that opens it again. */
    record ComesBack() implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.comesBack(this);
        }
    }

    /** All that is left of it was taken by suppressions: has to be seen whether they still hold it. */
    record IsHeld(List<Alert> alerts) implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.isHeld(this);
        }
    }

    /** It is suppressed, and until when is right. */
    record Stands() implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.stands(this);
        }
    }

    /** It is suppressed, whatever it was before. @param first of those that hold its alerts, the one that ends first */
    record IsSuppressed(Suppression first) implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.isSuppressed(this);
        }
    }

    /** Every suppression is over: has to be seen where what they held belongs by now. */
    record IsReleased(List<Alert> alerts) implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.isReleased(this);
        }
    }

    /** What suppressions have held is raised again. @param gone what another incident has by now */
    record IsRaised(List<Alert> own, List<Alert> gone) implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.isRaised(this);
        }
    }

    /**
     * Nothing is left of it.
     *
     * @param by   {@link Incident#MONITOR} or {@link Incident#TAKEN_OVER}
     * @param gone what another incident has by now, and is still marked as held in this one
     */
    record IsOver(String by, String reason, List<Alert> gone) implements Ending {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.isOver(this);
        }
    }
}
