package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Call;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Finding;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import dev.nightcall.core.Watching;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.telephone.Dialled;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneBusyException;
import dev.nightcall.telephone.TelephoneException;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What follows for a call, and for everybody who is to be phoned, once a telephone was asked to dial it. */
public final class AfterDialling {

    private static final Logger LOG = LoggerFactory.getLogger(AfterDialling.class);

    private final Calls calls;
    private final LineTable lines;
    private final Telephone telephone;
    private final RequestQuota stops;
    private final DialAnswers answers;
    private final UnderWay underWay;
    private final Timeline timeline;
    private final Clock clock;
    private final CallTimes times;

    /** @param stops how often calls may be ended */
    public AfterDialling(Calls calls, LineTable lines, Telephone telephone, RequestQuota stops, DialAnswers answers,
                         Timeline timeline, Transactions transactions, Clock clock, CallTimes times) {
        this.calls = calls;
        this.lines = lines;
        this.telephone = telephone;
        this.stops = stops;
        this.answers = answers;
        this.underWay = new UnderWay(calls, lines, timeline, transactions, clock, times.longestCall());
        this.timeline = timeline;
        this.clock = clock;
        this.times = times;
    }

    /**
     * The telephone has answered.
     *
     * @param asking the call, as the telephone was asked to dial it
     * @param needed what it is about
     * @throws TelephoneBusyException when nothing was dialled, and the same call is to be dialled again
     */
    List<Outgoing> answered(Dialled answer, Call asking, List<Agenda.Item> needed) {
        return answer.match(new Following(asking, needed));
    }

    /** It was placed, as is noted; whoever did that may have died before the rest was. */
    List<Outgoing> underWay(Call call) {
        answers.hadPlaced(call.startedAt());
        underWay.note(call, lines.requests(call));
        return look(call);
    }

    /** What there is to do in each case. */
    private final class Following implements Dialled.Cases<List<Outgoing>> {

        private final Call asking;
        private final List<Agenda.Item> needed;

        private Following(Call asking, List<Agenda.Item> needed) {
            this.asking = asking;
            this.needed = needed;
        }

        @Override
        public List<Outgoing> placed(Dialled.Placed placed) {
            Call dialled = underWay.begun(asking, placed.contactId(), needed.stream().map(Agenda.Item::request).toList());
            goesOn(dialled, answers.placed(dialled.startedAt()).outage());
            return dialled.outcome() == null ? look(dialled) : decided(dialled);
        }

        @Override
        public List<Outgoing> busy(Dialled.Busy busy) {
            answers.busy(busy);
            return notDialled(asking, needed, busy.reason());
        }

        @Override
        public List<Outgoing> refused(Dialled.Refused refused) {
            answers.refused();
            return refused(refused.name());
        }

        @Override
        public List<Outgoing> refusedPerhaps(Dialled.RefusedPerhaps refused) {
            return answers.refusedPerhaps(refused, asking.number()).isHeld()
                    ? notDialled(asking, needed, refused.reason()) : refused(refused.name());
        }

        @Override
        public List<Outgoing> refusedToAll(Dialled.RefusedToAll refused) {
            answers.refusedToAll(refused);
            return notDialled(asking, needed, refused.reason());
        }

        @Override
        public List<Outgoing> unknown(Dialled.Unknown unknown) {
            answers.unknown(unknown);
            waits(asking, needed, asking.id(), unknown.reason());
            return AfterDialling.this.unknown(calls.find(asking.id()).orElseThrow());
        }

        private List<Outgoing> refused(String name) {
            return List.of(Settle.of(Finding.refused(asking.id(), name, clock.instant()), asking));
        }
    }

    /** What was held because nobody could be phoned is told in this call. @param outage the latest; null when there was none */
    private void goesOn(Call call, PhoneOutage outage) {
        if (outage != null && !outage.isOn() && outage.ended().isAfter(call.waitingSince())) {
            timeline.addToEach(lines.requests(call).stream().collect(Collectors.toMap(Request::incident,
                    request -> "somebody can be phoned again")), outage.ended(), Event.CALLS_GO_ON, call.id(), call.engineer());
        }
    }

    /**
     * Nothing was dialled, for certain, and will be a little later.
     *
     * @return nothing to send, as it was decided meanwhile
     * @throws TelephoneBusyException when it was not: the same call is to be dialled again
     */
    List<Outgoing> notDialled(Call asking, List<Agenda.Item> needed, String reason) {
        // The SDK repeats the write when its answer was lost, and the repeat finds its own work done.
        if (!calls.takeBack(asking.id(), asking.askedConnect()) && !calls.find(asking.id()).orElseThrow().isToBeDialled()) {
            return List.of();
        }
        waits(asking, needed, asking.id() + reason, reason);
        throw new TelephoneBusyException(reason, null);
    }

    /**
     * Decided, but perhaps not settled to the end by whoever decided it. When that was done without knowing of the contact, as
     * this process was asleep or Connect's answer late, the contact is stopped at once, and watched until it has ended.
     */
    List<Outgoing> decided(Call call) {
        List<Outgoing> outgoing = new ArrayList<>();
        if (call.isToBeStopped()) {
            stop(call.contactId());
            outgoing.add(CallWatch.stopping(call.id(), clock.instant()));
            timeline.addToEach(lines.requests(call).stream().collect(Collectors.toMap(Request::incident,
                    request -> "dialled too late: it was " + call.outcome().word() + " by then")), call.startedAt(),
                    Event.CALL_STOPPED, call.id(), call.engineer() + " " + PhoneNumber.masked(call.number()));
        }
        outgoing.add(Settle.of(Finding.repeat(call), call));
        return outgoing;
    }

    /** If the quota is in use or cannot be read, too, the call watch does it, which has been sent for. */
    private void stop(String contactId) {
        try {
            if (stops.must()) {
                telephone.stop(contactId);
            }
        } catch (TelephoneBusyException | TelephoneException | SdkException e) {
            LOG.warn("contact {} is to be stopped, and will be by the call watch: {}", contactId, e.toString());
        }
    }

    /** A thousand incidents may wait for this call; of the worst the timeline says why. */
    private void waits(Call call, List<Agenda.Item> needed, String about, String reason) {
        Waiting.told(needed.stream().map(Agenda.Item::waiting))
                .forEach(each -> timeline.add(each.request().incident(), call.createdAt(), Event.CALL_WAITS, about, reason,
                        call.engineer()));
    }

    private List<Outgoing> look(Call call) {
        return List.of(CallWatch.first(call.id(), clock.instant().plus(times.firstLook())));
    }

    /** The telephone was asked, and nobody knows what came of it: it is given time to tell. */
    List<Outgoing> unknown(Call call) {
        Instant due = new Watching(times, clock.instant()).givenUpAt(call);
        // Not longer: whoever asked may find that nothing was dialled, when the message of this call is gone.
        lines.extend(call.engineer(), call.id(), due);
        return List.of(CallWatch.first(call.id(), due));
    }
}
