package dev.nightcall.core;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who is phoned when {@code call:NAME} is told, as things are at a moment.
 *
 * @param engineers in the order they are asked
 * @param missing   who is behind the name and not phoned, and why, as {@code on leave until 2026-12-05}
 */
public record Callees(List<Engineer> engineers, Map<String, String> missing) {

    static final String PASSED_ON = "has passed it on";

    public static Callees of(OnCall plan, String name, Incident incident, Instant at) {
        Map<String, String> missing = new LinkedHashMap<>(plan.missing(name, at));
        List<Engineer> engineers = new ArrayList<>();
        for (Engineer engineer : plan.reach(name, at)) {
            if (incident.hasPassedOn(engineer.id())) {
                missing.put(engineer.id(), PASSED_ON);
            } else if (incident.hasAskedFirst(engineer.id())) {
                missing.put(engineer.id(), "was asked first, as they had it");
            } else {
                engineers.add(engineer);
            }
        }
        return new Callees(List.copyOf(engineers), Collections.unmodifiableMap(missing));
    }

    /** Why none of these recipients is phoned, as {@code no recipient can be phoned (sato: on leave until 2026-12-05)}. */
    static String whyNobody(OnCall plan, List<String> recipients, Incident incident, Instant at) {
        Map<String, String> reasons = new LinkedHashMap<>();
        if (incident.asksHolder() && recipients.isEmpty()) {
            reasons.put(incident.news().holder(), "no engineer");
        }
        recipients.stream().filter(Recipients::isCall)
                .forEach(call -> reasons.putAll(of(plan, Recipients.named(call), incident, at).missing()));
        return "no recipient can be phoned" + (reasons.isEmpty() ? "" : reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + reason.getValue()).collect(Collectors.joining("; ", " (", ")")));
    }
}
