package dev.nightcall.chaos;

import dev.nightcall.call.Call;
import dev.nightcall.incident.Incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nobody is called twice, two at a time or in vain, and every call comes to its end. */
final class CallChecks {

    private static final String TWICE = "one contact for a call";
    private static final String AT_A_TIME = "one call at a time";
    private static final String TAKEN = "nobody is called about what somebody has";
    private static final String SETTLED = "every call has an outcome";

    private final Morning morning;
    private final Taken taken;
    private final UnderWay underWay;
    private final Map<String, Call> calls;
    private final Map<String, Incident> incidents;

    CallChecks(Morning morning, Taken taken) {
        this.morning = morning;
        this.taken = taken;
        this.underWay = new UnderWay(morning.deeds());
        this.calls = morning.callsById();
        this.incidents = morning.incidentsById();
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Telephones.Ring ring : morning.rings()) {
            if (!seen.add(ring.callId())) {
                violations.add(new Violation(TWICE, "call " + ring.callId() + " rang again at " + ring.startedAt()
                        + " on " + ring.number() + " as contact " + ring.contactId()));
            }
            Call call = calls.get(ring.callId());
            if (call == null) {
                violations.add(new Violation(SETTLED, "contact " + ring.contactId() + " of a call that nobody wrote down"));
            } else {
                violations.addAll(inVain(ring, call));
            }
        }
        violations.addAll(overlapping());
        calls.values().stream().filter(call -> call.outcome() == null || !call.isSettled()).forEach(call ->
                violations.add(new Violation(SETTLED,
                        "call " + call.id() + " to " + call.engineer() + " of " + call.createdAt())));
        morning.lines().forEach(line -> violations.addAll(forgotten(line)));
        return violations;
    }

    private List<Violation> overlapping() {
        List<Violation> violations = new ArrayList<>();
        Map<String, List<Telephones.Ring>> byNumber = morning.rings().stream()
                .collect(Collectors.groupingBy(Telephones.Ring::number, HashMap::new, Collectors.toList()));
        byNumber.forEach((number, rings) -> {
            rings.sort(Comparator.comparing(Telephones.Ring::startedAt));
            for (int i = 1; i < rings.size(); i++) {
                Instant end = rings.get(i - 1).endedAt();
                if (end == null || rings.get(i).startedAt().isBefore(end)) {
                    violations.add(new Violation(AT_A_TIME, number + ": contact " + rings.get(i).contactId() + " (call "
                            + rings.get(i).callId() + ") at " + rings.get(i).startedAt() + ", while call "
                            + rings.get(i - 1).callId() + " lasted from " + rings.get(i - 1).startedAt() + " to " + end));
                }
            }
        });
        return violations;
    }

    /** What was decided to be called about before somebody took it may still ring; how long that takes is known. */
    private List<Violation> inVain(Telephones.Ring ring, Call call) {
        List<Violation> violations = new ArrayList<>();
        // One call may be about several incidents: it is in vain when somebody has all of them.
        Instant latest = null;
        for (String incident : morning.about().get(call.id())) {
            Instant since = taken.of(incident).stream().filter(span -> span.contains(ring.startedAt()))
                    .map(Taken.Span::from).findFirst().orElse(null);
            if (since == null) {
                return List.of();
            }
            latest = latest == null || since.isAfter(latest) ? since : latest;
        }
        if (latest != null) {
            Duration late = Duration.between(latest, ring.startedAt());
            Duration allowed = underWay.allowed(call.id(), latest, ring.startedAt());
            if (late.compareTo(allowed) > 0) {
                violations.add(new Violation(TAKEN, "call " + call.id() + " to " + call.engineer() + " started at "
                        + ring.startedAt() + ", " + late.toMillis() + " ms after somebody had all of "
                        + morning.about().get(call.id()) + "; allowed are " + allowed.toMillis() + " ms"));
            }
        }
        return violations;
    }

    private List<Violation> forgotten(Cloud.Line line) {
        List<Violation> violations = new ArrayList<>();
        if (line.call() != null) {
            violations.add(new Violation(SETTLED, "the line of " + line.engineer() + " is still taken by call " + line.call()));
        }
        line.waiting().stream().filter(request -> incidents.values().stream().anyMatch(incident -> incident.isOpen()
                && request.startsWith(incident.id()))).forEach(request -> violations.add(new Violation(SETTLED,
                request + " waits for " + line.engineer() + ", whom nobody calls")));
        return violations;
    }
}
