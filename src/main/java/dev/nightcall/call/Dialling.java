package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Transmission;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Attempt;
import dev.nightcall.core.Belief;
import dev.nightcall.core.Call;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Course;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Line;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import dev.nightcall.core.Watching;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Dials a call that has been claimed, at most once.
 *
 * <p>That Connect was asked is written down before asking. If then nobody knows what came of it, because the answer was
 * lost or this process died, the call is not dialled again, not even with the same token: Connect returns the same
 * contact for it only while that contact lives, and starts another one afterwards. The contact record tells, or after
 * {@code unknownAfter} the call counts as unknown and the escalation goes on.
 *
 * <p>A process may sleep at any moment. So the clock is read again right before the request is made, and what was decided
 * while Connect was asked is read with the contact's id.
 */
public final class Dialling {

    private static final Logger LOG = LoggerFactory.getLogger(Dialling.class);

    private final Calls calls;
    private final LineTable lines;
    private final Remaining remaining;
    private final AmazonConnect connect;
    private final RequestQuota stops;
    private final DialAnswers answers;
    private final Speech speech;
    private final UnderWay underWay;
    private final Supplier<OnCall> plan;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;
    private final CallTimes times;

    /** @param stops how often calls may be ended */
    public Dialling(Calls calls, LineTable lines, Remaining remaining, AmazonConnect connect,
                    RequestQuota stops, DialAnswers answers, Speech speech, Supplier<OnCall> plan, Timeline timeline,
                    Transactions transactions, Clock clock, CallTimes times) {
        this.calls = calls;
        this.lines = lines;
        this.remaining = remaining;
        this.connect = connect;
        this.stops = stops;
        this.answers = answers;
        this.speech = speech;
        this.plan = plan;
        this.timeline = timeline;
        this.transactions = transactions;
        this.clock = clock;
        this.times = times;
        this.underWay = new UnderWay(calls, lines, timeline, transactions, clock, times.longestCall());
    }

    /** The same for whoever has just claimed a line: a call that was written down a moment ago need not be read. */
    List<Outgoing> dial(Claim claim) {
        return claim.created().filter(call -> new Belief(call.createdAt(), times.fresh()).holds(clock.instant()))
                .map(this::dial).orElseGet(() -> dial(claim.callId()));
    }

    /** @throws ConnectBusyException when Connect has not dialled and may be asked again with the same call */
    public List<Outgoing> dial(String callId) {
        Call call = calls.find(callId).orElseThrow();
        return switch (call.stage()) {
            case TO_BE_DIALLED -> dial(call);
            case ASKED -> unknown(call);
            case UNDER_WAY -> {
                // Whoever has begun it may have died before it was noted.
                answers.hadDialled(call.startedAt());
                underWay.note(call, lines.requests(call));
                yield look(call);
            }
            case DECIDED, SETTLED -> decided(call);
        };
    }

    private List<Outgoing> dial(Call call) {
        Instant looked = clock.instant();
        Call whole = takeWhatWaits(call);
        Remaining.Rest rest = remaining.of(whole);
        List<Outgoing> dialled = Attempt.of(rest.agenda(), plan.get(), whole.engineer(), clock.instant())
                .match(new Acting(whole, rest.agenda().needed(), looked));
        return Stream.concat(rest.outgoing().stream(), dialled.stream()).toList();
    }

    /** What is done in each case. */
    private final class Acting implements Attempt.Cases<List<Outgoing>> {

        private final Call call;
        private final List<Agenda.Item> needed;
        private final Instant looked;

        private Acting(Call call, List<Agenda.Item> needed, Instant looked) {
            this.call = call;
            this.needed = needed;
            this.looked = looked;
        }

        @Override
        public List<Outgoing> withdrawn(Attempt.Withdrawn withdrawn) {
            return settle(Finding.withdrawn(call.id(), clock.instant(), "nightcall"), call);
        }

        @Override
        public List<Outgoing> nobodyThere(Attempt.NobodyThere nobody) {
            return settle(Finding.without(call.id(), Outcome.FAILED, nobody.reason(), clock.instant(), "nightcall"), call);
        }

        @Override
        public List<Outgoing> dials(Attempt.Dials dials) {
            return dial(call, dials, needed, looked);
        }
    }

    /**
     * What has begun to wait for this line since it was claimed is told in the same call. The page is closed before it is read:
     * what came later would be taken by a digit, but was not told of.
     */
    private Call takeWhatWaits(Call call) {
        Line line = lines.of(call.engineer());
        if (!line.hasMoreFor(call)) {
            return call;
        }
        boolean turned = transactions.execute(calls.extend(call, line.page()), lines.turn(line));
        Call now = calls.find(call.id()).orElseThrow();
        return turned || !now.isToBeDialled() ? now : takeWhatWaits(now);
    }

    private List<Outgoing> dial(Call call, Attempt.Dials dials, List<Agenda.Item> needed, Instant looked) {
        var incidents = needed.stream().map(Agenda.Item::incident).toList();
        // Of several, the words are the same whoever else is asked.
        boolean others = incidents.size() == 1
                && new Course(plan.get(), Optional.empty(), looked).asksOthers(incidents.get(0), call.engineer());
        Speech.Said said = speech.of(call.engineer(), call.id(), incidents, others, looked);
        Instant asked = clock.instant();
        if (!new Belief(looked, times.fresh()).holds(asked) && !remaining.isAnyOf(call)) {
            return dial(call.id());
        }
        Call asking = call.asked(dials, needed.size(), said.shown(), asked);
        if (!transactions.execute(calls.askConnect(asking), lines.called(call, asked))) {
            return unknown(calls.find(call.id()).orElseThrow());
        }
        lines.pages().keep(asking, needed.stream().map(Agenda.Item::waiting).toList());
        try {
            String contactId = connect.dial(call.id(), dials.number(), said.attributes(),
                    new Transmission(clock, asked, times.fresh()));
            Call dialled = underWay.begun(asking, contactId, needed.stream().map(Agenda.Item::request).toList());
            goesOn(dialled, answers.dialled(dialled.startedAt()).outage());
            return dialled.outcome() == null ? look(dialled) : decided(dialled);
        } catch (Transmission.TooLateException e) {
            return notDialled(call, needed, asked, "it took too long to get to Connect: looked at anew");
        } catch (DialFailedException e) {
            ConnectError error = e.error();
            boolean held = answers.failed(error, dials.number());
            return switch (error.meaning()) {
                case CALL -> refused(call, error);
                case AMBIGUOUS -> held ? notDialled(call, needed, asked, error.reason()) : refused(call, error);
                case BUSY, EVERYBODY -> notDialled(call, needed, asked, error.reason());
                case LOST -> {
                    waits(call, needed, call.id(), error.reason());
                    yield unknown(calls.find(call.id()).orElseThrow());
                }
            };
        }
    }

    private List<Outgoing> refused(Call call, ConnectError error) {
        return settle(Finding.refused(call.id(), error.code() == null ? error.reason() : error.code(), clock.instant()), call);
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
     */
    private List<Outgoing> notDialled(Call call, List<Agenda.Item> needed, Instant asked, String reason) {
        // The SDK repeats the write when its answer was lost, and the repeat finds its own work done.
        if (!calls.takeBack(call.id(), asked) && !calls.find(call.id()).orElseThrow().isToBeDialled()) {
            return List.of();
        }
        waits(call, needed, call.id() + reason, reason);
        throw new ConnectBusyException(reason, null);
    }

    /**
     * Decided, but perhaps not settled to the end by whoever decided it. When that was done without knowing of the contact, as
     * this process was asleep or Connect's answer late, the contact is stopped at once, and watched until it has ended.
     */
    private List<Outgoing> decided(Call call) {
        List<Outgoing> outgoing = new ArrayList<>();
        if (call.isToBeStopped()) {
            stop(call.contactId());
            outgoing.add(CallWatch.stopping(call.id(), clock.instant()));
            timeline.addToEach(lines.requests(call).stream().collect(Collectors.toMap(Request::incident,
                    request -> "dialled too late: it was " + call.outcome().word() + " by then")), call.startedAt(),
                    Event.CALL_STOPPED, call.id(), call.engineer() + " " + PhoneNumber.masked(call.number()));
        }
        outgoing.addAll(settle(Finding.repeat(call), call));
        return outgoing;
    }

    /** If the quota is in use, too, the call watch does it, which has been sent for. */
    private void stop(String contactId) {
        try {
            if (stops.must()) {
                connect.stop(contactId);
            }
        } catch (ConnectBusyException | SdkException e) {
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

    private List<Outgoing> unknown(Call call) {
        Instant due = new Watching(times, clock.instant()).givenUpAt(call);
        // Not longer: whoever asked may find that nothing was dialled, when the message of this call is gone.
        lines.extend(call.engineer(), call.id(), due);
        return List.of(CallWatch.first(call.id(), due));
    }

    private static List<Outgoing> settle(Finding finding, Call call) {
        return List.of(Settle.of(finding, call));
    }
}
