package dev.nightcall.contactrecord;

import dev.nightcall.call.Call;
import dev.nightcall.call.Calls;
import dev.nightcall.call.Lines;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.metrics.Meters;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Telling;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Settles a call: records what became of it, acknowledges, suppresses or advances each of its incidents, frees the line.
 *
 * <p>The contact record and the call watch both tell; the first counts, but for a digit, which still wins when it is told
 * late. Every effect can be repeated, and that it is settled is written last.
 */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Calls calls;
    private final Lines lines;
    private final Incidents incidents;
    private final CallEnd callEnd;
    private final Suppressing suppressing;
    private final TooLate tooLate;
    private final Timeline timeline;
    private final Clock clock;
    private final Meters meters;

    public Settlement(Calls calls, Lines lines, Incidents incidents, CallEnd callEnd, Suppressing suppressing,
                      Timeline timeline, Clock clock, Meters meters) {
        this.calls = calls;
        this.lines = lines;
        this.incidents = incidents;
        this.callEnd = callEnd;
        this.suppressing = suppressing;
        this.tooLate = new TooLate(incidents, timeline);
        this.timeline = timeline;
        this.clock = clock;
        this.meters = meters;
    }

    /** The state. @return what to send; that the call is settled comes last */
    public List<Outgoing> settle(Finding finding) {
        Optional<Call> found = calls.find(finding.callId());
        if (found.isEmpty()) {
            return List.of();
        }
        if (!calls.record(finding)) {
            LOG.info("contact {} has the attributes of call {}, but is another one", finding.contactId(), finding.callId());
            return List.of();
        }
        Call call = decide(found.get(), finding);
        if (call.isSettled() || call.outcome() == null) {
            return List.of();
        }
        List<CallEnd.Part> parts = parts(call, finding);
        List<Outgoing> outgoing = Withdrawals.together(follow(call, parts));
        outgoing.addAll(tooLate.note(call, parts.stream().map(CallEnd.Part::incident).toList()));
        lines.free(call.engineer(), call.id());
        if (lines.of(call.engineer()).isWaiting()) {
            outgoing.add(new Dial(call.engineer()));
        }
        // Telephones first: a notice that cannot be sent delays none of them.
        outgoing.sort(Comparator.comparing(Telling.class::isInstance));
        outgoing.add(new CallSettled(call.id(), call.outcome()));
        return outgoing;
    }

    /** Last, once everything else is sent. Only the outcome that was followed is settled, not a digit told meanwhile. */
    public void settled(CallSettled settled) {
        calls.settled(settled.call(), settled.outcome(), clock.instant());
    }

    /** @return the call as it is now; without outcome when it has been dialled while it was thought that it was not */
    private Call decide(Call call, Finding finding) {
        Outcome told = finding.decide();
        boolean first = call.outcome() == null;
        boolean done = first ? calls.decide(call, told, finding)
                : !told.isDecision() || call.outcome().isDecision() || calls.decideAnew(call, told, finding);
        Call now = calls.find(call.id()).orElseThrow();
        if (first && done) {
            meters.call(told.word(), call.dialledAt() == null ? null : Duration.between(call.waitingSince(), call.dialledAt()));
        }
        // Not done: somebody else told at the same moment, and a digit still wins.
        return done || now.outcome() == null ? now : decide(now, finding);
    }

    private List<CallEnd.Part> parts(Call call, Finding finding) {
        String detail = call.engineer() + reason(call) + ", told by " + finding.told();
        return lines.requests(call).stream().map(request -> new CallEnd.Part(request.incident(), request.position(),
                timeline.entry(request.incident(), call.endedAt(), Event.CALL_ENDED, call.id() + call.outcome().word(),
                        call.outcome().word(), detail))).toList();
    }

    private List<Outgoing> follow(Call call, List<CallEnd.Part> parts) {
        return switch (call.outcome()) {
            case ACKNOWLEDGED -> callEnd.acknowledged(parts, call.engineer(), call.endedAt());
            case SUPPRESSED -> suppress(call, parts);
            default -> callEnd.unsuccessful(parts, call.engineer(), call.outcome() == Outcome.DECLINED);
        };
    }

    /** One by one: each of an incident's alerts is moved to a suppression of its own. What another has is left to them. */
    private List<Outgoing> suppress(Call call, List<CallEnd.Part> parts) {
        callEnd.noted(parts);
        Instant until = call.endedAt().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofMinutes(call.suppressMinutes()));
        return incidents.find(parts.stream().map(CallEnd.Part::incident).toList()).stream()
                .filter(incident -> incident.status() != Status.ACKNOWLEDGED
                        || !incident.isGoneFor(call.engineer(), call.endedAt()))
                .flatMap(incident -> suppressing.suppress(incident, call.engineer(), "by telephone", until).stream()).toList();
    }

    private static String reason(Call call) {
        return call.disconReason() == null ? "" : ": " + call.disconReason();
    }
}
