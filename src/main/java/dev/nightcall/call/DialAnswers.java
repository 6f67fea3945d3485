package dev.nightcall.call;

import dev.nightcall.core.Call;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.telephone.Dialled;

import java.time.Clock;
import java.time.Instant;

/** What the answer to one dial shows of whether anybody can be phoned: noted for the whole fleet. */
public final class DialAnswers {

    private final DialStates dials;
    private final QuotaTable quota;
    private final Calls calls;
    private final Clock clock;

    public DialAnswers(DialStates dials, QuotaTable quota, Calls calls, Clock clock) {
        this.dials = dials;
        this.quota = quota;
        this.calls = calls;
        this.clock = clock;
    }

    /** A call has just begun: an outage that had begun by then is over. */
    DialState placed(Instant at) {
        return dials.dialled(at);
    }

    /** The same, noted by whoever finds that another has begun one. */
    void hadPlaced(Instant at) {
        dials.hadDialled(at);
    }

    void busy(Dialled.Busy busy) {
        dials.busy(busy.reason(), busy.proof(), isAnyInFlight());
    }

    /** It answers, whatever it says of this number. */
    void refused() {
        dials.answered();
    }

    /** @param number that was to be dialled */
    DialState refusedPerhaps(Dialled.RefusedPerhaps refused, String number) {
        return dials.refusedPerhaps(refused.reason(), number);
    }

    void refusedToAll(Dialled.RefusedToAll refused) {
        dials.refused(refused.reason(), refused.setting(), refused.proof());
    }

    void unknown(Dialled.Unknown unknown) {
        dials.lost(unknown.reason());
    }

    private boolean isAnyInFlight() {
        return calls.find(quota.left().use().running(clock.instant())).stream().anyMatch(Call::isInFlight);
    }
}
