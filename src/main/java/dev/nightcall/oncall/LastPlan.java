package dev.nightcall.oncall;

import java.util.Optional;

/** The plan that was in force before this start, for when the file cannot be used. */
@FunctionalInterface
public interface LastPlan {

    /**
     * Its text; empty when there is none.
     *
     * @throws RuntimeException when nobody can say
     */
    Optional<String> text();

    /** Where nothing is kept. */
    static LastPlan none() {
        return Optional::empty;
    }
}
