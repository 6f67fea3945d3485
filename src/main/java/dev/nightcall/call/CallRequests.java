package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.escalation.Callees;
import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Incidents;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Asks for the lines of those who are behind a {@code call:NAME}. */
public final class CallRequests {

    private final Incidents incidents;
    private final Lines lines;
    private final Calls calls;
    private final Remaining remaining;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public CallRequests(Incidents incidents, Lines lines, Calls calls, Remaining remaining, Timeline timeline,
                        Transactions transactions, Supplier<OnCall> onCall, Clock clock) {
        this.incidents = incidents;
        this.lines = lines;
        this.calls = calls;
        this.remaining = remaining;
        this.timeline = timeline;
        this.transactions = transactions;
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * Each engineer is asked once for an incident at a position: noting that, and waiting for the line, is one
     * transaction. The timeline says who is behind the name and not asked, and why.
     *
     * @param name an engineer, schedule or team of {@code oncall.yaml}
     */
    public List<Outgoing> ask(String name, Request request) {
        Instant now = clock.instant();
        Incident incident = incidents.find(request.incident()).orElseThrow();
        Callees callees = Callees.of(onCall.get(), name, incident.passedOn(), now);
        callees.missing().forEach((engineer, reason) -> timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED,
                request.position() + engineer, reason, engineer));
        List<Outgoing> outgoing = new ArrayList<>();
        for (Engineer engineer : callees.engineers()) {
            wait(engineer.id(), name, Waiting.of(incident, request, now));
            outgoing.addAll(dial(lines.of(engineer.id())));
        }
        return outgoing;
    }

    /** Again when a call takes the page, or something worse begins to wait, at the same moment. */
    private void wait(String engineer, String name, Waiting waiting) {
        Request request = waiting.request();
        Line line;
        do {
            line = lines.of(engineer);
        } while (!transactions.execute(incidents.ask(request.incident(), request.position(), engineer),
                lines.pages().put(line, waiting), lines.admit(line, waiting),
                timeline.entry(request.incident(), waiting.askedAt(), Event.ASKED, engineer, "call:" + name, engineer))
                && isToBeAsked(engineer, request));
    }

    private boolean isToBeAsked(String engineer, Request request) {
        return incidents.find(request.incident()).filter(incident -> incident.isOpen()
                && incident.position() == request.position() && !incident.asked().contains(engineer)).isPresent();
    }

    /**
     * One message has a line dialled, whatever waits. Whoever finds that it may not have been sent sends it: the one who was
     * to may have died.
     */
    private static List<Outgoing> dial(Line line) {
        return line.isWaiting() && !line.dialSent()
                ? List.of(new Outgoing("direct:dial-later", new Dial(line.engineer())), new Outgoing("direct:dial-sent", line))
                : List.of();
    }

    /** The message that has a line dialled is sent. */
    void dialSent(Line line) {
        lines.dialSent(line);
    }

    /** Nothing is left to call about: who is called for this incident is looked at now, unless it was about others, too. */
    public List<Outgoing> withdraw(String incident) {
        Incident closed = incidents.find(incident).orElseThrow();
        List<Outgoing> outgoing = new ArrayList<>();
        for (String engineer : closed.asked()) {
            Line line = lines.of(engineer);
            if (!line.isFree() && calls.find(line.call()).filter(call -> !remaining.isAnyOf(call)).isPresent()) {
                outgoing.add(CallWatch.once(line.call(), clock.instant()));
            }
        }
        return outgoing;
    }
}
