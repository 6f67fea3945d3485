package dev.nightcall.channel;

import dev.nightcall.core.Proof;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.sending.OutageTold;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Telling;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells the fallback channels of all policies that nobody can be phoned, and that somebody can be again. Every Nightcall looks;
 * that all is sent is noted last, so that another one does it should this one die, and each channel is told once.
 */
public final class OutageNotices {

    private final DialStates dials;
    private final Supplier<Set<Proof>> connect;
    private final Supplier<OnCall> onCall;
    private final Meters meters;

    /** @param connect what Connect shows without being asked to dial */
    public OutageNotices(DialStates dials, Supplier<Set<Proof>> connect, Supplier<OnCall> onCall, Meters meters) {
        this.dials = dials;
        this.connect = connect;
        this.onCall = onCall;
        this.meters = meters;
    }

    /** Whether it is over, though no call is left to try. */
    void lookWhetherMended() {
        dials.lookWhetherMended(connect);
    }

    /** @return what to send */
    public List<Outgoing> look() {
        DialState state = dials.now();
        meters.phonesOut(state.isOut() ? 1 : 0);
        if (state.told()) {
            return List.of();
        }
        List<Outgoing> outgoing = new ArrayList<Outgoing>(onCall.get().channelsOfAll().stream()
                .map(recipient -> Telling.of(state.outage(), recipient)).toList());
        outgoing.add(new OutageTold(state.outage()));
        return outgoing;
    }

    void told(OutageTold told) {
        dials.told(told.outage());
    }

    /** Nobody knows. */
    void unknown() {
        meters.phonesOut(Double.NaN);
    }
}
