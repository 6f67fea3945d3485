package dev.nightcall.core;

import dev.nightcall.alert.Severity;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a call has said of its incidents, as it is kept with it.
 *
 * @param at    a moment before they were read
 * @param too   what of each that was named had been filed just before: the incident's id, a slash, the alert's identity
 * @param worst how bad the worst was in each that was named: the incident's id, a slash, the severity
 */
public record SaidInCall(Instant at, Set<String> too, Set<String> worst) {

    public SaidInCall {
        too = Set.copyOf(too);
        worst = Set.copyOf(worst);
    }

    /** @param named what was said of each incident that was named, by its id */
    public static SaidInCall of(Instant at, Map<String, Shown> named) {
        return new SaidInCall(at, named.entrySet().stream()
                .flatMap(one -> one.getValue().too().stream().map(name -> one.getKey() + "/" + name)).limit(Shown.MOST)
                .collect(Collectors.toSet()), named.entrySet().stream().filter(one -> one.getValue().worst() != null)
                .map(one -> one.getKey() + "/" + one.getValue().worst().word()).collect(Collectors.toSet()));
    }

    /** What it said of an incident. */
    public Shown of(String incident) {
        Set<String> severity = within(incident, worst);
        return new Shown(at, within(incident, too), severity.isEmpty() ? null : Severity.of(severity.iterator().next()));
    }

    private static Set<String> within(String incident, Set<String> names) {
        String prefix = incident + "/";
        return names.stream().filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
