package dev.nightcall.call;

import dev.nightcall.queue.Later;
import dev.nightcall.queue.Outgoing;
import dev.nightcall.queue.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a call until it has ended: stops it when it has rung long enough or nothing is left to call about, and tells
 * the outcome, usually long before the contact record comes.
 */
public final class CallWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
    private static final Duration AFTER_STOPPING = Duration.ofSeconds(1);
    /** The number of a later message: whether the look schedules the next one. */
    private static final long GO_ON = 0;
    private static final long ONCE = 1;

    private final Calls calls;
    private final Remaining remaining;
    private final AmazonConnect connect;
    private final Clock clock;
    private final Dialling.Times times;

    public CallWatch(Calls calls, Remaining remaining, AmazonConnect connect, Clock clock, Dialling.Times times) {
        this.calls = calls;
        this.remaining = remaining;
        this.connect = connect;
        this.clock = clock;
        this.times = times;
    }

    /** Looks of one call: the first one, after which each schedules the next. */
    static Outgoing first(String callId, Instant due) {
        return next(callId, GO_ON, due);
    }

    /** One look out of turn, because nothing may be left to call about. */
    static Outgoing once(String callId, Instant due) {
        return next(callId, ONCE, due);
    }

    public List<Outgoing> watch(Later later) {
        return look(later.subject(), later.number() == GO_ON);
    }

    /** The same look a little later, when it was not possible now. */
    public List<Outgoing> again(Later later) {
        return List.of(next(later.subject(), later.number(), clock.instant().plus(times.interval())));
    }

    private List<Outgoing> look(String callId, boolean goOn) {
        Call call = calls.find(callId).orElse(null);
        if (call == null || call.isSettled()) {
            return List.of();
        }
        if (call.outcome() != null) {
            return settle(Finding.without(callId, call.outcome(), call.disconReason(), call.endedAt(), "repeat"));
        }
        Instant now = clock.instant();
        if (call.contactId() == null) {
            return withoutContact(call, now, goOn);
        }
        try {
            Optional<Contact> contact = connect.look(call.contactId());
            if (contact.isPresent()) {
                return look(call, contact.get(), now, goOn);
            }
        } catch (SdkException | ConnectBusyException e) {
            if (!isTooOld(call, now)) {
                throw e;
            }
            LOG.warn("call {} cannot be looked at: {}", callId, e.toString());
        }
        // No call is that long. A line must not stay taken because Connect does not tell; a contact record still may.
        return isTooOld(call, now)
                ? settle(Finding.without(callId, Outcome.UNKNOWN, "Connect does not tell", now, "call watch"))
                : goOn(goOn, callId, now.plus(times.interval()));
    }

    private List<Outgoing> look(Call call, Contact contact, Instant now, boolean goOn) {
        if (contact.endedAt() != null) {
            boolean withdrawn = contact.connectedAt() == null && nothingLeft(call);
            return settle(new Finding(call.id(), contact.id(), contact.connectedAt(), contact.endedAt(),
                    contact.disconnectReason(), contact.attributes(), contact.lastUpdate(), "call watch",
                    withdrawn ? Outcome.WITHDRAWN : null));
        }
        boolean ringing = contact.connectedAt() == null && !contact.attributes().containsKey("answered");
        Instant ringEnd = call.startedAt().plus(call.ringLimit() == null ? times.ringLimit() : call.ringLimit());
        if (ringing && (!ringEnd.isAfter(now) || nothingLeft(call))) {
            connect.stop(contact.id());
            return List.of(next(call.id(), goOn ? GO_ON : ONCE, now.plus(AFTER_STOPPING)));
        }
        Instant usual = now.plus(times.interval());
        return goOn(goOn, call.id(), ringing && ringEnd.isBefore(usual) ? ringEnd : usual);
    }

    /** Connect was asked, but has not answered: perhaps the contact record tells, if not, nobody ever will. */
    private List<Outgoing> withoutContact(Call call, Instant now, boolean goOn) {
        if (call.askedConnect() == null) {
            return List.of();
        }
        Instant due = call.askedConnect().plus(times.unknownAfter());
        if (due.isAfter(now)) {
            return goOn(goOn, call.id(), due);
        }
        return settle(Finding.without(call.id(), Outcome.UNKNOWN, "Connect's answer was lost", now, "call watch"));
    }

    private boolean isTooOld(Call call, Instant now) {
        return !call.startedAt().plus(times.longestCall()).isAfter(now);
    }

    private boolean nothingLeft(Call call) {
        return !remaining.isAnyOf(call);
    }

    private static List<Outgoing> goOn(boolean goOn, String callId, Instant due) {
        return goOn ? List.of(first(callId, due)) : List.of();
    }

    private static Outgoing next(String callId, long kind, Instant due) {
        return Outgoing.later(new Later(Task.WATCH_CALL, callId, kind, due));
    }

    private static List<Outgoing> settle(Finding finding) {
        return List.of(new Outgoing("direct:settle-call", finding));
    }
}
