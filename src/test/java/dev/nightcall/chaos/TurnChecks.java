package dev.nightcall.chaos;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** As long as nobody answers, every open incident rings in turn: all engineers of its steps, round after round. */
final class TurnChecks {

    private static final String RINGS = "an open incident keeps ringing";
    private static final String IN_TURN = "everybody's turn comes";
    /** A telephone that rings about something else, until that is stopped, found out and settled; and the next look for work. */
    private static final Duration LINE = Duration.ofSeconds(8);
    /**
     * When something is due one writes by its clock and another reads by its own. Of waits that follow one another the differences
     * cancel each other out, but for the first clock and the last.
     */
    private static final Duration CLOCKS = ChaosPlan.SKEW.multipliedBy(2);
    /** As many requests follow one another from a position to the ringing, looks being the longest of them. */
    private static final int LOOKS = 10;

    private final Morning morning;
    private final Unanswered unanswered;
    private final Map<String, Incident> incidents;
    private final Map<String, Call> calls;
    private final Duration silence;

    TurnChecks(Morning morning, Unanswered unanswered) {
        this.morning = morning;
        this.unanswered = unanswered;
        this.incidents = morning.incidentsById();
        this.calls = morning.callsById();
        this.silence = ChaosPlan.WAIT.plus(ChaosPlan.PAUSE).plus(ChaosPlan.GATHERING).plus(LINE).plus(CLOCKS)
                .plus(unanswered.longestLook().multipliedBy(LOOKS));
    }

    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        unanswered.open().forEach((id, spans) -> spans.forEach(span -> {
            Instant from = span.from().isAfter(unanswered.from()) ? span.from() : unanswered.from();
            Instant to = span.to().isBefore(unanswered.to()) ? span.to() : unanswered.to();
            Incident incident = incidents.get(id);
            if (incident != null && from.isBefore(to)) {
                violations.addAll(violations(incident, from, to));
            }
        }));
        return violations;
    }

    private List<Violation> violations(Incident incident, Instant from, Instant to) {
        Set<String> engineers = ChaosPlan.engineers(incident.group());
        List<Violation> violations = new ArrayList<>();
        silent(rings(incident.id(), engineers, from, to), silence).ifPresentOrElse(gap -> violations.add(
                new Violation(RINGS, "incident " + incident.id() + " of " + incident.group() + " rang nowhere " + gap)), () -> {
                    Duration turn = ChaosPlan.round(incident.group()).plus(silence);
                    engineers.forEach(engineer -> silent(rings(incident.id(), Set.of(engineer), from, to), turn).ifPresent(
                            gap -> violations.add(new Violation(IN_TURN, "incident " + incident.id() + " of "
                                    + incident.group() + " did not ring at " + engineer + " " + gap))));
                });
        return violations;
    }

    /** When it rang, between the begin and the end of the time that is looked at. */
    private List<Instant> rings(String incident, Set<String> engineers, Instant from, Instant to) {
        List<Instant> rings = new ArrayList<>(List.of(from, to));
        morning.rings().stream().filter(ring -> calls.containsKey(ring.callId())
                && engineers.contains(calls.get(ring.callId()).engineer())
                && morning.incidentsOf(ring.callId()).contains(incident)).map(Telephones.Ring::startedAt)
                .filter(at -> at.isAfter(from) && at.isBefore(to)).forEach(rings::add);
        rings.sort(null);
        return rings;
    }

    /** The first time in which nothing was to be heard for too long. */
    private static Optional<String> silent(List<Instant> rings, Duration allowed) {
        for (int i = 1; i < rings.size(); i++) {
            Duration gap = Duration.between(rings.get(i - 1), rings.get(i));
            if (gap.compareTo(allowed) > 0) {
                return Optional.of("from " + rings.get(i - 1) + " for " + gap.toMillis() + " ms; allowed are "
                        + allowed.toMillis() + " ms");
            }
        }
        return Optional.empty();
    }
}
