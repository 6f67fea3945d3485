package dev.nightcall.core;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the causes of one of an incident's alerts fire.
 *
 * @param elsewhere another incident, in which one of them does
 * @param here      the identities of those that fire in the incident itself
 */
public record Causes(Optional<Incident> elsewhere, Set<String> here) {

    public Causes {
        here = Set.copyOf(here);
    }

    /** The same for one that may be among them: nothing is its own cause. */
    public Causes without(AlertRow own) {
        Set<String> others = new HashSet<>(here);
        others.remove(own.alert().identity());
        return new Causes(elsewhere, others);
    }

    /** Whether it may go elsewhere: by itself, or with what it is a consequence of. */
    public boolean mayGo() {
        return elsewhere.isPresent() || !here.isEmpty();
    }

    /**
     * Where what fires in an incident belongs as a whole. What is the consequence of something in it goes where that goes.
     *
     * @param causes of all that fires in it
     * @return of each the incident of its cause; empty when something stands for itself: then all stays
     */
    public static Optional<Map<AlertRow, Incident>> all(Map<AlertRow, Causes> causes) {
        Map<AlertRow, Incident> found = new LinkedHashMap<>();
        Map<String, Incident> byIdentity = new LinkedHashMap<>();
        int before = -1;
        while (found.size() > before) {
            before = found.size();
            causes.forEach((row, its) -> its.elsewhere()
                    .or(() -> its.here().stream().flatMap(here -> Optional.ofNullable(byIdentity.get(here)).stream()).findFirst())
                    .ifPresent(cause -> {
                        found.put(row, cause);
                        byIdentity.put(row.alert().identity(), cause);
                    }));
        }
        return Optional.of(found).filter(those -> those.size() == causes.size());
    }
}
