package dev.nightcall.oncall;

import java.util.Optional;

/** What a plan has to know of the routes: whether somebody is told by a recipient. */
@FunctionalInterface
public interface Routes {

    /** Why nobody would be told; empty when it has a route or needs none. */
    Optional<String> problem(String recipient);

    /** Where no routes are known, and whatever is named is taken for one. */
    static Routes any() {
        return recipient -> Optional.empty();
    }
}
