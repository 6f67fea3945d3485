package dev.nightcall.call;

import dev.nightcall.core.Call;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.QuotaTable;

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

    /** Connect has just begun a contact: an outage that had begun by then is over. */
    DialState dialled(Instant at) {
        return dials.dialled(at);
    }

    /** The same, noted by whoever finds that another has begun one. */
    void hadDialled(Instant at) {
        dials.hadDialled(at);
    }

    /**
     * Connect has not.
     *
     * @param number that was to be dialled
     * @return whether nobody can be phoned
     */
    boolean failed(ConnectError error, String number) {
        return (switch (error.meaning()) {
            case BUSY -> dials.busy(error.reason(), error.proof(), isAnyInFlight());
            case LOST -> dials.lost(error.reason());
            case CALL -> dials.answered();
            case EVERYBODY -> dials.refused(error.reason(), error.setting(), error.proof());
            case AMBIGUOUS -> dials.refusedPerhaps(error.reason(), number);
        }).isHeld();
    }

    private boolean isAnyInFlight() {
        return calls.find(quota.left().use().running(clock.instant())).stream().anyMatch(Call::isInFlight);
    }
}
