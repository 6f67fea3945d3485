package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Incidents;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Claims an engineer's line for one call about everything that waits for it. */
public final class Claiming {

    /** A call ends every few seconds when all are in use. */
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(2);

    private final Lines lines;
    private final Calls calls;
    private final Incidents incidents;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Duration lease;
    private final int concurrentCalls;

    /**
     * @param lease           how long a claim holds until the call is dialled
     * @param concurrentCalls Connect's quota of concurrent calls per instance
     */
    public Claiming(Lines lines, Calls calls, Incidents incidents, Timeline timeline, Transactions transactions,
                    Supplier<String> ids, Clock clock, Duration lease, int concurrentCalls) {
        this.lines = lines;
        this.calls = calls;
        this.incidents = incidents;
        this.timeline = timeline;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.lease = lease;
        this.concurrentCalls = concurrentCalls;
    }

    /**
     * @param owner the message that asks: it has a claim again when it is delivered again, while others leave as long as
     *              the claim is good
     * @return the id of the call to go on with; empty when the line is taken or nothing waits for it
     */
    public Optional<String> claim(String engineer, String owner) {
        Line line = lines.of(engineer);
        Instant now = clock.instant();
        if (!line.isFree()) {
            boolean mine = owner.equals(line.owner());
            if (!mine && line.until().isAfter(now)) {
                return Optional.empty();
            }
            // Somebody was faster, or it was us and only DynamoDB's answer was lost: look again.
            return lines.takeOver(line, owner, now.plus(lease)) ? Optional.of(line.call()) : claim(engineer, owner);
        }
        List<Request> needed = needed(engineer, line.waiting());
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        return claimNew(line, needed, owner, now);
    }

    /** One at a time in this process: two that count the calls at the same moment would both take the last one. */
    private synchronized Optional<String> claimNew(Line line, List<Request> needed, String owner, Instant now) {
        String engineer = line.engineer();
        if (lines.busy() >= concurrentCalls) {
            String reason = "all " + concurrentCalls + " calls that Connect's quota allows are in use";
            needed.forEach(request -> timeline.add(request.incident(), now.truncatedTo(ChronoUnit.MINUTES),
                    Event.CALL_WAITS, engineer, reason, engineer));
            throw new TryAgain(reason, QUOTA_PAUSE, null);
        }
        Call call = Call.created(ids.get(), engineer, needed, now);
        return transactions.execute(calls.create(call),
                lines.claim(engineer, call.id(), owner, now.plus(lease), line.waiting()))
                ? Optional.of(call.id()) : Optional.empty();
    }

    /** Leaves out what has been taken, resolved or suppressed meanwhile, and says so on its timeline. */
    List<Request> needed(String engineer, List<Request> requests) {
        Map<String, Request> latest = new HashMap<>();
        for (Request request : requests) {
            latest.merge(request.incident(), request, (a, b) -> a.position() > b.position() ? a : b);
        }
        List<Request> needed = new ArrayList<>();
        List<Request> gone = new ArrayList<>();
        Map<String, Incident> found = new HashMap<>();
        incidents.find(List.copyOf(latest.keySet())).forEach(incident -> found.put(incident.id(), incident));
        for (Request request : latest.values()) {
            Incident incident = found.get(request.incident());
            if (incident != null && incident.isOpen()) {
                needed.add(request);
            } else {
                gone.add(request);
            }
        }
        gone.forEach(request -> notCalled(engineer, request, found.get(request.incident())));
        lines.stopWaiting(engineer, requests.stream()
                .filter(request -> gone.stream().anyMatch(g -> g.incident().equals(request.incident()))).toList());
        needed.sort(Comparator.comparing(request -> found.get(request.incident()).openedAt()));
        return needed;
    }

    /** The shortest of what the incidents' policies say; null when none says anything. */
    Duration ringLimit(List<Request> requests) {
        return incidents.find(requests.stream().map(Request::incident).toList()).stream()
                .map(incident -> incident.policy().ringLimit()).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElse(null);
    }

    private void notCalled(String engineer, Request request, Incident incident) {
        if (incident != null) {
            String reason = incident.isResolved() ? "resolved by " + incident.resolvedBy()
                    : "acknowledged by " + incident.acknowledgedBy();
            timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED, request.position() + engineer, reason, engineer);
        }
    }
}
