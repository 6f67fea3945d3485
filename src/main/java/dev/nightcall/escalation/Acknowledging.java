package dev.nightcall.escalation;

import dev.nightcall.aws.Write;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.LeaseEnd;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.core.Take;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Informing;
import dev.nightcall.incident.Notices;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody takes an incident, by telephone, at a page or at the monitor, and has it as a lease until its end. */
public final class Acknowledging {

    private final Incidents incidents;
    private final Informing informing;
    private final Closing closing;
    private final Clock clock;

    public Acknowledging(Incidents incidents, Informing informing, Closing closing, Clock clock) {
        this.incidents = incidents;
        this.informing = informing;
        this.closing = closing;
        this.clock = clock;
    }

    /** Somebody takes an incident, and does not say what they know of it. */
    public List<Outgoing> take(String id, String by, Instant at) {
        return take(id, by, "", null, at);
    }

    /** Somebody has taken every alert of an incident at the monitor; unless another one has joined since that was looked at. */
    public List<Outgoing> take(AcknowledgedAtMonitor taken) {
        return informing.takenAtMonitor(taken.incident())
                .map(shown -> take(taken.incident(), taken.by(), "", shown, taken.at())).orElse(List.of());
    }

    /**
     * Somebody takes an incident, or has it for longer.
     *
     * @param how   what the timeline says of how they said so, or empty
     * @param shown what they know of it; null when they do not say: then what is certain to be known
     * @param at    when they said so
     * @return what to send, the end of the lease first; empty when it is not theirs after that
     */
    public List<Outgoing> take(String id, String by, String how, Shown shown, Instant at) {
        write(id, by, how, shown, at);
        return taken(incidents.find(id).orElseThrow(), by, false);
    }

    /** The same without what is to be sent. */
    void write(String id, String by, String how, Shown shown, Instant at) {
        Incident incident = incidents.find(id).orElseThrow();
        List<Write> writes = writes(incident, by, Course.take(incident, by, how, at), shown, at);
        if (!writes.isEmpty() && !incidents.change(writes)) {
            write(id, by, how, shown, at);
        }
    }

    /**
     * Somebody takes an incident from somebody who has it, and has it for as long as anybody who takes one.
     *
     * @return what to send; empty when {@code from} does not have it, or has it no more
     */
    public Optional<List<Outgoing>> takeFrom(String id, String from, String by, String how, Shown shown, Instant at) {
        Incident incident = incidents.find(id).orElseThrow();
        List<Write> writes = writes(incident, by, Course.takeFrom(incident, from, by, how, at), shown, at);
        return !writes.isEmpty() && incidents.change(writes)
                ? Optional.of(taken(incidents.find(id).orElseThrow(), by, false)) : Optional.empty();
    }

    /** What is written when somebody takes an incident, or has it for longer; nothing when that changes nothing. */
    List<Write> taking(Incident incident, String by, Shown shown, Instant at) {
        return writes(incident, by, Course.take(incident, by, "", at), shown, at);
    }

    private List<Write> writes(Incident incident, String by, Take take, Shown shown, Instant at) {
        Shown known = shown == null ? incident.knownTo(by, at) : shown.takenAt(at);
        return take.match(new Take.Cases<>() {
            @Override
            public List<Write> taken(Take.Taken taken) {
                return incidents.leases().taking(incident, taken, known, at);
            }

            @Override
            public List<Write> renewed(Take.Renewed renewed) {
                return incidents.leases().renewing(incident, renewed, known, at);
            }

            @Override
            public List<Write> hadBefore(Take.HadBefore had) {
                return incidents.leases().takingLate(incident, had, known, at);
            }

            @Override
            public List<Write> left(Take.Left left) {
                return List.of();
            }
        });
    }

    /**
     * What follows when somebody has taken an incident.
     *
     * @param now as it is after that was written; perhaps another one has it
     */
    List<Outgoing> taken(Incident now, String by, boolean inACall) {
        return now.status() == Status.ACKNOWLEDGED && by.equals(now.acknowledgedBy()) ? informing.has(now, inACall) : List.of();
    }

    /** The end of an acknowledgement: unless it was resolved or renewed, the rounds start over. */
    public List<Outgoing> endLease(Later later) {
        return incidents.find(later.subject()).map(incident -> incident.isResolved() ? closing.leftIn(incident)
                : endLease(incident, later)).orElse(List.of());
    }

    private List<Outgoing> endLease(Incident incident, Later later) {
        Instant now = clock.instant();
        LeaseEnd end = Course.endLease(incident, later.number(), now);
        if (end == LeaseEnd.STANDS || end == LeaseEnd.ENDS && !incidents.leases().reopen(incident, later.number(), now)) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<>(List.of(new Later(Task.ESCALATE, incident.id(), later.number(), now)));
        outgoing.addAll(Notices.leaseEnded(incident, later.number(), now));
        return outgoing;
    }
}
