package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Callees;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import dev.nightcall.escalation.Asked;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks for the lines of those who are behind a {@code call:NAME}. */
public final class CallRequests {

    private final Incidents incidents;
    private final LineTable lines;
    private final Calls calls;
    private final Remaining remaining;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<OnCall> onCall;
    private final Supplier<Lines> rules;
    private final Clock clock;

    /** @param rules as they are at the moment */
    public CallRequests(Incidents incidents, LineTable lines, Calls calls, Remaining remaining, Timeline timeline,
                        Transactions transactions, Supplier<OnCall> onCall, Supplier<Lines> rules, Clock clock) {
        this.incidents = incidents;
        this.lines = lines;
        this.calls = calls;
        this.remaining = remaining;
        this.timeline = timeline;
        this.transactions = transactions;
        this.onCall = onCall;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Each engineer is asked once for an incident at a position: noting that, and waiting for the line, is one
     * transaction. The timeline says who is behind the name and not asked, and why.
     *
     * @param name an engineer, schedule or team of {@code oncall.yaml}
     */
    public Asked ask(String name, Reached reached) {
        Incident incident = reached.incident();
        Request request = new Request(incident.id(), reached.position());
        Instant now = clock.instant();
        Callees callees = Callees.of(onCall.get(), name, incident, now);
        callees.missing().forEach((engineer, reason) -> timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED,
                request.position() + engineer, reason, engineer));
        List<Outgoing> outgoing = new ArrayList<>();
        boolean anew = false;
        for (Engineer engineer : callees.engineers()) {
            Waiting waiting = Waiting.of(incident, request, now);
            Optional<Line> waits = wait(engineer.id(), name, waiting);
            anew |= waits.isPresent();
            outgoing.addAll(waits.map(line -> dial(line, rules.get().due(line, waiting)))
                    .orElseGet(() -> dial(lines.of(engineer.id()), null)));
        }
        return new Asked(outgoing, anew);
    }

    /**
     * Again when a call takes the page, or something worse begins to wait, at the same moment.
     *
     * @return the line as it is with that; empty when the engineer had been asked before, or is not to be asked any more
     */
    private Optional<Line> wait(String engineer, String name, Waiting waiting) {
        Request request = waiting.request();
        do {
            Line line = lines.of(engineer);
            if (transactions.execute(incidents.ask(request.incident(), request.position(), engineer),
                    lines.pages().put(line, waiting), lines.admit(line, waiting),
                    timeline.entry(request.incident(), waiting.askedAt(), Event.ASKED, engineer, "call:" + name, engineer))) {
                return Optional.of(line.asked(waiting));
            }
        } while (isToBeAsked(engineer, request));
        return Optional.empty();
    }

    private boolean isToBeAsked(String engineer, Request request) {
        return incidents.find(request.incident())
                .filter(incident -> Course.isToBeAsked(incident, request.position(), engineer)).isPresent();
    }

    /**
     * One message has a line dialled, whatever waits. Whoever finds that it may not have been sent sends it: the one who was
     * to may have died.
     */
    private static List<Outgoing> dial(Line line, Instant due) {
        return line.lacksMessage()
                ? List.of(new Dial(line.engineer(), due), new DialSent(line.engineer(), line.page(), line.began()))
                : List.of();
    }

    /** The message that has a line dialled is sent. */
    void dialSent(DialSent sent) {
        lines.dialSent(sent.engineer(), sent.page(), sent.began());
    }

    /** Nothing is left to call about: who is called for these incidents is looked at now, unless it was about others, too. */
    public List<Outgoing> withdraw(Withdrawal withdrawal) {
        return incidents.find(withdrawal.incidents()).stream().flatMap(incident -> incident.asked().stream()).distinct()
                .map(lines::of).filter(line -> !line.isFree())
                .filter(line -> calls.find(line.call()).filter(call -> !remaining.isAnyOf(call)).isPresent())
                .map(line -> CallWatch.once(line.call(), clock.instant())).toList();
    }
}
