package dev.nightcall.call;

import dev.nightcall.aws.Reads;
import dev.nightcall.core.Allowance;
import dev.nightcall.core.Call;
import dev.nightcall.core.Line;
import dev.nightcall.core.Page;
import dev.nightcall.core.SeenLines;
import dev.nightcall.outage.DialStates;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;

import java.util.function.Supplier;

/**
 * Looks at the lines for one message: what was seen, by which it is decided, and with it what the writes are conditional on. Only
 * what a verdict asks for is read.
 */
public final class LineLook {

    private final Sources sources;
    private final String message;
    private final String engineer;
    private SeenLines seen;
    private DialStates.Pass pass;
    private QuotaTable.Left left;
    private int looks;

    /** Where it is looked. */
    public record Sources(LineTable lines, Calls calls, Remaining remaining, QuotaTable quota, DialStates dials,
                          Supplier<Reads> reads) {
    }

    LineLook(Sources sources, String message, String engineer) {
        this.sources = sources;
        this.message = message;
        this.engineer = engineer;
        anew();
    }

    SeenLines seen() {
        return seen;
    }

    /** How often it was looked anew. */
    int looks() {
        return looks;
    }

    /** Forgets what was seen. */
    void anew() {
        seen = SeenLines.of(message, engineer, sources.lines().all());
        looks++;
    }

    /** What waits for a free line; the call of one that is in one. */
    void at(Line line) {
        seen = line.isFree() ? page(line) : seen.with(call(line));
    }

    private Call call(Line line) {
        return sources.calls().find(line.call()).orElseThrow(() -> new IllegalStateException("call " + line.call()
                + " has the line of " + line.engineer() + ", but is unknown; the audit frees it"));
    }

    /** Where something waits it is asked next whether anything may be dialled: that is read with it. */
    private SeenLines page(Line line) {
        Reads reads = sources.reads().get();
        Runnable allowance = seen.allowance().isPresent() ? () -> { } : allowance(reads);
        Page page = sources.remaining().page(line, reads);
        allowance.run();
        return seen.with(line, page);
    }

    /** What is left of the quota, and whether somebody can be phoned. */
    void atAllowance() {
        Reads reads = sources.reads().get();
        Runnable allowance = allowance(reads);
        reads.run();
        allowance.run();
    }

    /** @return notes it, once it is read */
    private Runnable allowance(Reads reads) {
        Supplier<DialStates.Pass> state = sources.dials().pass(reads);
        Supplier<QuotaTable.Left> use = sources.quota().left(reads);
        return () -> {
            pass = state.get();
            left = use.get();
            seen = seen.with(new Allowance(pass.held(), left.use()));
        };
    }

    /** As it was seen last. */
    DialStates.Pass pass() {
        return pass;
    }

    /** As it was seen last. */
    QuotaTable.Left left() {
        return left;
    }
}
