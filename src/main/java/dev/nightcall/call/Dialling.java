package dev.nightcall.call;

import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Attempt;
import dev.nightcall.core.Belief;
import dev.nightcall.core.Call;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Course;
import dev.nightcall.core.Finding;
import dev.nightcall.core.Line;
import dev.nightcall.core.Outcome;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.TelephoneBusyException;
import dev.nightcall.telephone.Transmission;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Dials a call that has been claimed, at most once.
 *
 * <p>That the telephone was asked is written down before asking. If then nobody knows what came of it, because the answer was
 * lost or this process died, the call is not dialled again, not even with the same token: Connect returns the same
 * contact for it only while that contact lives, and starts another one afterwards. The contact record tells, or after
 * {@code unknownAfter} the call counts as unknown and the escalation goes on.
 *
 * <p>A process may sleep at any moment. So the clock is read again right before the request is made, and what was decided
 * while Connect was asked is read with the contact's id.
 */
public final class Dialling {

    private final Calls calls;
    private final LineTable lines;
    private final Remaining remaining;
    private final Telephone telephone;
    private final AfterDialling after;
    private final Speech speech;
    private final Supplier<OnCall> plan;
    private final Transactions transactions;
    private final Clock clock;
    private final CallTimes times;

    public Dialling(Calls calls, LineTable lines, Remaining remaining, Telephone telephone, AfterDialling after, Speech speech,
                    Supplier<OnCall> plan, Transactions transactions, Clock clock, CallTimes times) {
        this.calls = calls;
        this.lines = lines;
        this.remaining = remaining;
        this.telephone = telephone;
        this.after = after;
        this.speech = speech;
        this.plan = plan;
        this.transactions = transactions;
        this.clock = clock;
        this.times = times;
    }

    /** The same for whoever has just claimed a line: a call that was written down a moment ago need not be read. */
    List<Outgoing> dial(Claim claim) {
        return claim.created().filter(call -> new Belief(call.createdAt(), times.fresh()).holds(clock.instant()))
                .map(this::dial).orElseGet(() -> dial(claim.callId()));
    }

    /** @throws TelephoneBusyException when Connect has not dialled and may be asked again with the same call */
    public List<Outgoing> dial(String callId) {
        Call call = calls.find(callId).orElseThrow();
        return switch (call.stage()) {
            case TO_BE_DIALLED -> dial(call);
            case ASKED -> after.unknown(call);
            case UNDER_WAY -> after.underWay(call);
            case DECIDED, SETTLED -> after.decided(call);
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
            return after.unknown(calls.find(call.id()).orElseThrow());
        }
        lines.pages().keep(asking, needed.stream().map(Agenda.Item::waiting).toList());
        try {
            return after.answered(telephone.dial(call.id(), dials.number(), said.attributes(),
                    new Transmission(clock, asked, times.fresh())), asking, needed);
        } catch (Transmission.TooLateException e) {
            return after.notDialled(asking, needed, "it took too long to get to Connect: looked at anew");
        }
    }

    private static List<Outgoing> settle(Finding finding, Call call) {
        return List.of(Settle.of(finding, call));
    }
}
