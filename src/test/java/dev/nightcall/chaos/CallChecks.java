package dev.nightcall.chaos;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.timeline.Event;

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
    private static final String GIVEN_UP = "what was given up does not ring";
    private static final String ASKED_TWICE = "nobody is asked twice at a position";
    /** Clocks may differ from ours by as much. */
    private static final Duration CLOCKS = ChaosPlan.SKEW.plusMillis(500);
    private static final Duration ENDED_AT_ONCE = Duration.ofSeconds(5);
    private static final String SETTLED = "every call has an outcome";

    private final Morning morning;
    private final Standing taken;
    private final UnderWay underWay;
    private final Map<String, Call> calls;
    private final Map<String, Incident> incidents;

    CallChecks(Morning morning, Standing taken) {
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
                violations.addAll(givenUp(ring, call));
            }
        }
        violations.addAll(overlapping());
        violations.addAll(askedTwice());
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
                if ((end == null || rings.get(i).startedAt().isBefore(end))
                        && !isEndedSleeper(rings.get(i)) && !isEndedSleeper(rings.get(i - 1))) {
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
        for (String incident : morning.incidentsOf(call.id())) {
            Instant since = taken.of(incident).stream().filter(span -> span.contains(ring.startedAt()))
                    .map(Standing.Span::from).findFirst().orElse(null);
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
                        + morning.incidentsOf(call.id()) + "; allowed are " + allowed.toMillis() + " ms"));
            }
        }
        return violations;
    }

    /** What was given up is not dialled any more; who slept through that at the last moment ends it at once. */
    private List<Violation> givenUp(Telephones.Ring ring, Call call) {
        return morning.said(call.id()).filter(entry -> entry.event().equals(Event.CALL_ENDED.word())
                        && entry.at().plus(CLOCKS).isBefore(ring.startedAt())).limit(1)
                .filter(entry -> !isEndedSleeper(ring))
                .map(entry -> new Violation(GIVEN_UP, "call " + call.id() + " to " + call.engineer() + " rang from "
                        + ring.startedAt() + " to " + ring.endedAt() + ", though it had ended at " + entry.at() + ": "
                        + entry.reason() + " (" + entry.detail() + ")")).toList();
    }

    private boolean isEndedSleeper(Telephones.Ring ring) {
        return underWay.mayHaveSleptAtTheDial(ring.callId(), ring.startedAt())
                && ring.endedAt() != null && !ring.endedAt().isAfter(ring.startedAt().plus(ENDED_AT_ONCE));
    }

    /** An incident asks an engineer once at each position, and so rings once there. */
    private List<Violation> askedTwice() {
        Map<String, List<String>> asked = new HashMap<>();
        morning.rings().stream().map(Telephones.Ring::callId).filter(calls::containsKey).distinct().forEach(call ->
                morning.about().getOrDefault(call, List.of()).forEach(request -> asked.computeIfAbsent(
                        calls.get(call).engineer() + " about " + request, key -> new ArrayList<>()).add(call)));
        return asked.entrySet().stream().filter(each -> each.getValue().size() > 1).map(each -> new Violation(ASKED_TWICE,
                each.getKey() + " in calls " + each.getValue())).toList();
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
