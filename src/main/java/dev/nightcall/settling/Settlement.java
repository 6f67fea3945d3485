package dev.nightcall.settling;

import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Line;
import dev.nightcall.core.Meaning;
import dev.nightcall.core.Settling;
import dev.nightcall.core.Word;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.metrics.Meters;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Telling;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Settles a call: records what became of it, acknowledges, suppresses or advances each of its incidents, frees the line.
 * {@link Settling} decides whose word counts and what follows; here is the order of writes. Every effect can be repeated, and
 * that it is settled is written last.
 */
public final class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Calls calls;
    private final LineTable lines;
    private final Incidents incidents;
    private final CallEnd callEnd;
    private final Suppressing suppressing;
    private final TooLate tooLate;
    private final Timeline timeline;
    private final Clock clock;
    private final Meters meters;

    public Settlement(Calls calls, LineTable lines, Incidents incidents, CallEnd callEnd, Suppressing suppressing,
                      Timeline timeline, Clock clock, Meters meters) {
        this.calls = calls;
        this.lines = lines;
        this.incidents = incidents;
        this.callEnd = callEnd;
        this.suppressing = suppressing;
        this.tooLate = new TooLate(timeline);
        this.timeline = timeline;
        this.clock = clock;
        this.meters = meters;
    }

    /** The state. @return what to send; that the call is settled comes last */
    public List<Outgoing> settle(Settle settle) {
        Finding finding = settle.finding();
        return settle.seen().or(() -> calls.find(finding.callId())).flatMap(call -> hear(call, finding))
                .filter(call -> !call.isSettled()).map(call -> follow(call, finding.told())).orElse(List.of());
    }

    /** Last, once everything else is sent. Only the outcome that was followed is settled, not a digit told meanwhile. */
    public void settled(CallSettled settled) {
        calls.settled(settled.call(), settled.outcome(), clock.instant());
    }

    /** @return the call as it is now; empty when nothing is said about it */
    private Optional<Call> hear(Call call, Finding finding) {
        return Settling.hear(call, finding).match(new Word.Cases<>() {
            @Override
            public Optional<Call> first(Word.First first) {
                return write(first, now -> meters.call(first.outcome().word(),
                        now.dialledAt() == null ? null : Duration.between(now.waitingSince(), now.dialledAt())));
            }

            @Override
            public Optional<Call> corrects(Word.Corrects corrects) {
                return write(corrects, now -> { });
            }

            @Override
            public Optional<Call> known(Word.Known known) {
                return write(known, now -> { });
            }

            @Override
            public Optional<Call> none(Word.None none) {
                LOG.info("{}", none.reason());
                return Optional.empty();
            }

            /** Again when somebody else has told at the same moment: a digit still wins. */
            private Optional<Call> write(Word word, Consumer<Call> written) {
                Optional<Call> now = calls.write(word);
                now.ifPresent(written);
                return now.or(() -> calls.find(call.id()).flatMap(another -> hear(another, finding)));
            }
        });
    }

    private List<Outgoing> follow(Call call, String told) {
        CallEnd.Followed followed = follow(call, parts(call, told));
        Line line = followed.line();
        List<Outgoing> outgoing = Withdrawals.together(followed.outgoing(), line, followed.incidents());
        outgoing.addAll(tooLate.note(call, followed.incidents()));
        if (line.isWaiting()) {
            outgoing.add(new Dial(call.engineer()));
        }
        // Telephones first: a notice that cannot be sent delays none of them.
        outgoing.sort(Comparator.comparing(Telling.class::isInstance));
        outgoing.add(new CallSettled(call.id(), call.outcome()));
        return outgoing;
    }

    private List<CallEnd.Part> parts(Call call, String told) {
        String reason = call.disconReason() == null ? "" : ": " + call.disconReason();
        String detail = call.engineer() + reason + ", told by " + told;
        return lines.requests(call).stream().map(request -> new CallEnd.Part(request.incident(), request.position(),
                call.shown(request.incident()),
                timeline.entry(request.incident(), call.endedAt(), Event.CALL_ENDED, call.id() + call.outcome().word(),
                        call.outcome().word(), detail))).toList();
    }

    private CallEnd.Followed follow(Call call, List<CallEnd.Part> parts) {
        return Settling.means(call).match(new Meaning.Cases<>() {
            @Override
            public CallEnd.Followed takes(Meaning.Takes takes) {
                return callEnd.acknowledged(call, parts, takes.engineer(), takes.at());
            }

            @Override
            public CallEnd.Followed watches(Meaning.Watches watches) {
                return suppress(call, watches, parts);
            }

            @Override
            public CallEnd.Followed leaves(Meaning.Leaves leaves) {
                return callEnd.unsuccessful(call, parts, leaves.engineer(), leaves.passedOn());
            }
        });
    }

    /** One by one: each of an incident's alerts is moved to a suppression of its own. */
    private CallEnd.Followed suppress(Call call, Meaning.Watches watches, List<CallEnd.Part> parts) {
        callEnd.noted(parts);
        List<String> about = parts.stream().map(CallEnd.Part::incident).toList();
        List<Outgoing> outgoing = incidents.find(about).stream()
                .flatMap(incident -> suppressing.watch(incident, watches).stream()).toList();
        return new CallEnd.Followed(outgoing, incidents.find(about), lines.free(call.engineer(), call.id()));
    }
}
