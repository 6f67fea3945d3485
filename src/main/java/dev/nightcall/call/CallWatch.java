package dev.nightcall.call;

import dev.nightcall.core.Call;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Contact;
import dev.nightcall.core.Look;
import dev.nightcall.core.Sight;
import dev.nightcall.core.Watch;
import dev.nightcall.core.Watching;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Task;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneBusyException;
import dev.nightcall.telephone.TelephoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a call until it has ended: stops it when it has rung long enough or nothing is left to call about, and tells
 * the outcome, usually long before the contact record comes. {@link Watching} decides.
 */
public final class CallWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

    private final CallLook calls;
    private final Remaining remaining;
    private final NothingLeft nothingLeft;
    private final Telephone telephone;
    private final RequestQuota looks;
    private final RequestQuota stops;
    private final Clock clock;
    private final CallTimes times;

    /**
     * @param looks how often calls may be looked at
     * @param stops how often calls may be ended
     */
    public CallWatch(CallLook calls, Remaining remaining, NothingLeft nothingLeft, Telephone telephone, RequestQuota looks,
                     RequestQuota stops, Clock clock, CallTimes times) {
        this.calls = calls;
        this.remaining = remaining;
        this.nothingLeft = nothingLeft;
        this.telephone = telephone;
        this.looks = looks;
        this.stops = stops;
        this.clock = clock;
        this.times = times;
    }

    /** Looks of one call: the first one, after which each schedules the next. */
    static Outgoing first(String callId, Instant due) {
        return later(callId, new Look(Look.Kind.GO_ON, due));
    }

    /** One look out of turn: nothing may be left to call about, or the looks have come to an end before the call. */
    public static Outgoing once(String callId, Instant due) {
        return later(callId, new Look(Look.Kind.ONCE, due));
    }

    /** What is dialled too late is stopped, and watched until it has ended. */
    static Outgoing stopping(String callId, Instant due) {
        return later(callId, new Look(Look.Kind.STOPPING, due));
    }

    /** The message that asks for a look. */
    static Outgoing later(String callId, Look look) {
        return new Later(Task.WATCH_CALL, callId, look.number(), look.due());
    }

    /**
     * A look is due. A token of the quota is taken if Connect is to be asked.
     *
     * @return what is known, or what there is to do instead of looking
     */
    Glance begin(Later later) {
        Look look = Look.of(later.number(), later.due());
        return calls.at(later.subject()).map(found -> begin(found, look)).orElse(Glance.done(List.of()));
    }

    private Glance begin(CallLook.Found found, Look look) {
        Call call = found.call();
        Left left = new Left(remaining, found, clock, times.fresh());
        return watching().due(call, look.kind(), left).match(new Watch.Cases<>() {
            @Override
            public Glance looks(Watch.Looks to) {
                Glance glance = new Glance(call, look, left, List.of());
                return looks.may(to.urgency()) ? glance : Glance.done(again(glance));
            }

            @Override
            public Glance nothing(Watch.Nothing nothing) {
                return Glance.done(List.of());
            }

            @Override
            public Glance waits(Watch.Waits waits) {
                return Glance.done(List.of(later(call.id(), waits.next())));
            }

            @Override
            public Glance dials(Watch.Dials dials) {
                return Glance.done(List.of(new Dial(dials.engineer())));
            }

            @Override
            public Glance settles(Watch.Settles settles) {
                return Glance.done(List.of(Settle.of(settles.finding(), call)));
            }
        });
    }

    /** The same look a little later, when it was not possible now. */
    List<Outgoing> again(Glance glance) {
        return List.of(later(glance.call().id(), watching().again(glance.call(), glance.look())));
    }

    /** Asks the telephone. */
    List<Outgoing> look(Glance glance) {
        Watching watching = watching();
        Optional<Contact> contact;
        try {
            contact = telephone.look(glance.call().contactId());
        } catch (TelephoneException | TelephoneBusyException e) {
            if (!watching.isGivenUp(glance.call())) {
                throw e;
            }
            LOG.warn("call {} cannot be looked at: {}", glance.call().id(), e.toString());
            return follow(watching.failed(glance.call(), glance.look()), Optional.empty(), glance, watching);
        }
        Sight sight = contact.map(found -> watching.seen(glance.call(), glance.look().kind(), found, glance.left()))
                .orElseGet(() -> watching.unseen(glance.call(), glance.look().kind()));
        return follow(sight, contact, glance, watching);
    }

    private List<Outgoing> follow(Sight sight, Optional<Contact> contact, Glance glance, Watching watching) {
        return sight.match(new Sight.Cases<>() {
            @Override
            public List<Outgoing> goesOn(Sight.GoesOn goesOn) {
                if (goesOn.tellsGone()) {
                    nothingLeft.tell(glance.call(), contact.orElseThrow());
                }
                return goesOn.next().map(next -> later(glance.call().id(), next)).stream().toList();
            }

            @Override
            public List<Outgoing> stops(Sight.Stops to) {
                return stop(to, glance, watching);
            }

            @Override
            public List<Outgoing> ends(Sight.Ends ends) {
                return List.of(Settle.of(ends.finding(), glance.call()));
            }
        });
    }

    private List<Outgoing> stop(Sight.Stops to, Glance glance, Watching watching) {
        if (!stops.must()) {
            return again(glance);
        }
        // A process may have slept since it looked: by now somebody may have answered.
        Instant stopping = clock.instant();
        if (!watching.belief().holds(stopping)) {
            return List.of(later(glance.call().id(), glance.look().at(stopping)));
        }
        telephone.stop(to.contact());
        return List.of(later(glance.call().id(), to.next()));
    }

    private Watching watching() {
        return new Watching(times, clock.instant());
    }
}
