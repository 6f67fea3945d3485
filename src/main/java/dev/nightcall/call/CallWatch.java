package dev.nightcall.call;

import dev.nightcall.core.Finding;
import dev.nightcall.core.Outcome;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Task;
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
    /** The number of a later message: the look schedules the next one, and may have to end the ringing. */
    private static final long GO_ON = 0;
    /** One look out of turn. */
    private static final long ONCE = 1;
    /** The look schedules the next one; it rings no more, so that nothing is lost when it comes a little later. */
    private static final long TO_THE_END = 2;
    /** The contact of a call that was decided without it is stopped, and looked at until it has ended. */
    private static final long STOPPING = 3;
    /** The end was seen, but no digit: what is seen now counts. It is in the message, so that no death forgets it. */
    private static final long END_WAS_SEEN = 4;

    private final Calls calls;
    private final Remaining remaining;
    private final NothingLeft nothingLeft;
    private final AmazonConnect connect;
    private final RequestQuota looks;
    private final RequestQuota stops;
    private final Clock clock;
    private final Dialling.Times times;

    /**
     * @param looks how often calls may be looked at
     * @param stops how often calls may be ended
     */
    public CallWatch(Calls calls, Remaining remaining, NothingLeft nothingLeft, AmazonConnect connect, RequestQuota looks,
                     RequestQuota stops, Clock clock, Dialling.Times times) {
        this.calls = calls;
        this.remaining = remaining;
        this.nothingLeft = nothingLeft;
        this.connect = connect;
        this.looks = looks;
        this.stops = stops;
        this.clock = clock;
        this.times = times;
    }

    /** Looks of one call: the first one, after which each schedules the next. */
    static Outgoing first(String callId, Instant due) {
        return next(callId, GO_ON, due);
    }

    /** One look out of turn: nothing may be left to call about, or the looks have come to an end before the call. */
    public static Outgoing once(String callId, Instant due) {
        return next(callId, ONCE, due);
    }

    /** What is dialled too late is stopped, and watched until it has ended. */
    static Outgoing stopping(String callId, Instant due) {
        return next(callId, STOPPING, due);
    }

    /**
     * Whether the call is to be looked at now, for which a token of the quota is taken then.
     *
     * @return what to do instead; empty when it is to be looked at
     */
    public Optional<List<Outgoing>> insteadOfLooking(Later later) {
        Call call = calls.find(later.subject()).orElse(null);
        if (later.number() == STOPPING || later.number() == END_WAS_SEEN && call != null && call.isToBeStopped()) {
            return insteadOfStopping(call, later.number());
        }
        if (call == null || call.isSettled()) {
            return Optional.of(List.of());
        }
        if (call.outcome() != null) {
            return Optional.of(settle(Finding.without(call.id(), call.outcome(), call.disconReason(), call.endedAt(), "repeat")));
        }
        return call.contactId() == null ? Optional.of(withoutContact(call, clock.instant(), later.number()))
                : insteadOfLooking(call, later.number());
    }

    private Optional<List<Outgoing>> insteadOfStopping(Call call, long kind) {
        if (call == null || !call.isToBeStopped()) {
            return Optional.of(List.of());
        }
        return looks.must() ? Optional.empty()
                : Optional.of(List.of(next(call.id(), kind, clock.instant().plus(AFTER_STOPPING))));
    }

    /** A look that has to end the ringing goes first. */
    private Optional<List<Outgoing>> insteadOfLooking(Call call, long kind) {
        boolean mustEnd = (kind == GO_ON || kind == ONCE) && (!ringEnd(call).isAfter(clock.instant()) || nothingLeft(call));
        if (kind == ONCE && !mustEnd) {
            return Optional.of(List.of());
        }
        return mustEnd && looks.must() || !mustEnd && looks.may() ? Optional.empty()
                : Optional.of(List.of(later(call, kind)));
    }

    public List<Outgoing> look(Later later) {
        return look(calls.find(later.subject()).orElseThrow(), later.number());
    }

    /** The same look a little later, when it was not possible now, but not after the end of the ringing. */
    public List<Outgoing> again(Later later) {
        return calls.find(later.subject()).map(call -> List.of(later(call, later.number()))).orElse(List.of());
    }

    private List<Outgoing> look(Call call, long kind) {
        Instant now = clock.instant();
        try {
            Optional<Contact> contact = connect.look(call.contactId());
            if (contact.isPresent()) {
                return look(call, contact.get(), now, kind);
            }
        } catch (SdkException | ConnectBusyException e) {
            if (!isTooOld(call, now)) {
                throw e;
            }
            LOG.warn("call {} cannot be looked at: {}", call.id(), e.toString());
        }
        // No call is that long. A line must not stay taken because Connect does not tell; a contact record still may.
        return isTooOld(call, now)
                ? settle(Finding.untold(call.id(), call.contactId(), now, "call watch"))
                : goOn(kind, call.id(), now.plus(times.interval()));
    }

    private List<Outgoing> look(Call call, Contact contact, Instant now, long kind) {
        if (call.isToBeStopped() && contact.endedAt() == null) {
            if (stops.must()) {
                connect.stop(contact.id());
            }
            return List.of(stopping(call.id(), now.plus(AFTER_STOPPING)));
        }
        if (contact.endedAt() != null) {
            return ended(call, contact, now, kind);
        }
        boolean ringing = contact.connectedAt() == null && !contact.attributes().containsKey("answered");
        if (!ringing) {
            nothingLeft.tell(call, contact);
            return goOn(kind == ONCE ? ONCE : TO_THE_END, call.id(), now.plus(times.interval()));
        }
        if (!ringEnd(call).isAfter(now) || nothingLeft(call)) {
            if (!stops.must()) {
                return List.of(later(call, kind));
            }
            // A process may have slept since it looked: by now somebody may have answered.
            Instant stopping = clock.instant();
            if (stopping.isAfter(now.plus(times.fresh()))) {
                return List.of(next(call.id(), kind, stopping));
            }
            connect.stop(contact.id());
            return List.of(next(call.id(), kind == ONCE ? ONCE : TO_THE_END, now.plus(AFTER_STOPPING)));
        }
        return goOn(kind, call.id(), nextLook(call, now));
    }

    private List<Outgoing> ended(Call call, Contact contact, Instant now, long kind) {
        boolean withdrawn = contact.connectedAt() == null && nothingLeft(call);
        Finding finding = contact.end(call.id(), "call watch", withdrawn ? Outcome.WITHDRAWN : null);
        return kind != END_WAS_SEEN && finding.mayLackDigit()
                ? List.of(next(call.id(), END_WAS_SEEN, now.plus(times.secondLook()))) : settle(finding);
    }

    private Instant ringEnd(Call call) {
        return call.startedAt().plus(call.ringLimit() == null ? times.ringLimit() : call.ringLimit());
    }

    private Instant nextLook(Call call, Instant now) {
        Instant usual = now.plus(times.interval());
        Instant ringEnd = ringEnd(call);
        return ringEnd.isAfter(now) && ringEnd.isBefore(usual) ? ringEnd : usual;
    }

    private Outgoing later(Call call, long kind) {
        return next(call.id(), kind, nextLook(call, clock.instant()));
    }

    /** Connect was asked, but has not answered: perhaps the contact record tells, if not, nobody ever will. */
    private List<Outgoing> withoutContact(Call call, Instant now, long kind) {
        if (call.askedConnect() == null) {
            if (nothingLeft(call)) {
                // A held one would take a try from those whose calls are needed.
                return settle(Finding.without(call.id(), Outcome.WITHDRAWN, "nothing left to call about", now, "call watch"));
            }
            // It was taken back, perhaps by a process that had slept while its message was handled here: then none is left.
            return kind == ONCE ? List.of() : List.of(new Dial(call.engineer()));
        }
        Instant due = call.askedConnect().plus(times.unknownAfter());
        if (due.isAfter(now)) {
            return goOn(kind, call.id(), due);
        }
        return settle(Finding.without(call.id(), Outcome.UNKNOWN, "Connect's answer was lost", now, "call watch"));
    }

    private boolean isTooOld(Call call, Instant now) {
        return !call.startedAt().plus(times.longestCall()).isAfter(now);
    }

    private boolean nothingLeft(Call call) {
        return !remaining.isAnyOf(call);
    }

    private static List<Outgoing> goOn(long kind, String callId, Instant due) {
        return kind == ONCE ? List.of() : List.of(next(callId, kind, due));
    }

    private static Outgoing next(String callId, long kind, Instant due) {
        return new Later(Task.WATCH_CALL, callId, kind, due);
    }

    private static List<Outgoing> settle(Finding finding) {
        return List.of(new Settle(finding));
    }
}
