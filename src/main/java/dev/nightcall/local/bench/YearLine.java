package dev.nightcall.local.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.nightcall.local.bench.YearParameter.*;

/** An engineer's line. */
final class YearLine {

    /** An incident that waits for it. @param again whether people have been called about it in a round before */
    record Waiting(YearIncident incident, long position, long askedAt, boolean again) {
    }

    private final int engineer;
    private final Map<YearIncident, Waiting> waiting = new LinkedHashMap<>();
    private boolean busy;
    private long began;
    private long calledAt = Long.MIN_VALUE;

    YearLine(int engineer) {
        this.engineer = engineer;
    }

    /** As {@link dev.nightcall.call.WaitingOrder}: the worst first, then who has not been called lately, then the oldest. */
    static Comparator<YearLine> order(YearSettings settings, long now) {
        return Comparator.comparing(YearLine::hasCritical).reversed()
                .thenComparing(line -> line.isAfterCall(settings, now))
                .thenComparing(YearLine::since).thenComparing(YearLine::engineer);
    }

    int engineer() {
        return engineer;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    boolean isBusy() {
        return busy;
    }

    void ask(Waiting one) {
        if (waiting.isEmpty()) {
            began = one.askedAt();
        }
        waiting.put(one.incident(), one);
    }

    /** What has been taken, or is over, needs no call any more. */
    void leaveOut() {
        waiting.keySet().removeIf(incident -> !incident.isOpen());
    }

    /** A call takes all that waits. */
    List<Waiting> call(long now) {
        List<Waiting> all = new ArrayList<>(waiting.values());
        waiting.clear();
        busy = true;
        calledAt = now;
        return all;
    }

    void free() {
        busy = false;
    }

    /** As {@link dev.nightcall.call.Gathering} has it: from when on it may be dialled. */
    long readyAt(YearSettings settings, long now) {
        if (!isAfterCall(settings, now)) {
            return began + settings.millis(GATHER);
        }
        long quiet = waiting.values().stream()
                .mapToLong(each -> each.askedAt() + settings.millis(each.again() ? GATHER : STORM_QUIET)).max().orElse(now);
        return Math.min(began + settings.millis(STORM_LONGEST), quiet);
    }

    private boolean isAfterCall(YearSettings settings, long now) {
        return calledAt > now - settings.millis(STORM);
    }

    private boolean hasCritical() {
        return waiting.keySet().stream().anyMatch(YearIncident::critical);
    }

    private long since() {
        return waiting.keySet().stream().mapToLong(YearIncident::openedAt).min().orElse(Long.MAX_VALUE);
    }
}
