package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.escalation.Callees;
import dev.nightcall.escalation.Reached;
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
    private final Timeline timeline;
    private final Transactions transactions;
    private final Supplier<OnCall> onCall;
    private final Clock clock;

    public CallRequests(Incidents incidents, Lines lines, Timeline timeline, Transactions transactions,
                        Supplier<OnCall> onCall, Clock clock) {
        this.incidents = incidents;
        this.lines = lines;
        this.timeline = timeline;
        this.transactions = transactions;
        this.onCall = onCall;
        this.clock = clock;
    }

    /**
     * What came of asking.
     *
     * @param anew whether somebody was asked who had not been asked before
     */
    public record Asked(List<Outgoing> outgoing, boolean anew) {
    }

    /**
     * Each engineer is asked once for an incident at a position: noting that, and waiting for the line, is one
     * transaction. The message that has the line dialled is sent by every repeat; for a line for which nothing waits it
     * does nothing. The timeline says who is behind the name and not asked, and why.
     *
     * @param name an engineer, schedule or team of {@code oncall.yaml}
     */
    public Asked ask(String name, Reached reached) {
        List<Outgoing> outgoing = new ArrayList<>();
        Incident incident = reached.incident();
        Request request = new Request(incident.id(), reached.position());
        Instant now = clock.instant();
        Callees callees = Callees.of(onCall.get(), name, incident.passedOn(), now);
        callees.missing().forEach((engineer, reason) -> timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED,
                request.position() + engineer, reason, engineer));
        boolean anew = false;
        for (Engineer engineer : callees.engineers()) {
            anew |= transactions.execute(
                    incidents.ask(request.incident(), request.position(), engineer.id()),
                    lines.wait(engineer.id(), request),
                    timeline.entry(request.incident(), now, Event.ASKED, engineer.id(), "call:" + name, engineer.id()));
            outgoing.add(new Outgoing("direct:dial-later", new Dial(engineer.id())));
        }
        return new Asked(outgoing, anew);
    }

    /** Nothing is left to call about: who is called, or waits to be, for these incidents is looked at now, each call once. */
    public List<Outgoing> withdraw(List<String> closed) {
        return incidents.find(closed).stream().flatMap(incident -> incident.asked().stream()).distinct()
                .map(lines::of).filter(line -> !line.isFree())
                .map(line -> CallWatch.once(line.call(), clock.instant())).toList();
    }
}
