package dev.nightcall.local.bench;

import dev.nightcall.core.Bucket;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Line;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;

/** Who is dialled when: the same class decides as at night. */
final class YearLines {

    private final YearTime time;
    private final YearCalls calls;
    private final YearResult result;
    private final Gathering gathering;
    private final Quota quota;
    private final List<YearLine> all;
    /** Those for which something waits; few of a thousand. */
    private final TreeSet<YearLine> waiting = new TreeSet<>(Comparator.comparingInt(YearLine::engineer));
    private Quota.Use use = Quota.Use.NONE;
    private long dialled;
    private long lookAgainAt = -1;

    YearLines(YearSettings settings, YearTime time, YearCalls calls, YearResult result) {
        this.time = time;
        this.calls = calls;
        this.result = result;
        gathering = new Gathering(settings.duration(GATHER), settings.duration(STORM), settings.duration(STORM_QUIET),
                settings.duration(STORM_LONGEST));
        quota = new Quota(Bucket.ofDials(settings.get(RATE), settings.count(BURST)), settings.count(CONCURRENT));
        all = IntStream.range(0, settings.count(ENGINEERS)).mapToObj(YearLine::new).toList();
    }

    void ask(int engineer, YearIncident incident, long position) {
        YearLine line = all.get(engineer);
        line.ask(incident, position, time.instant());
        waiting.add(line);
        dial();
    }

    private void dial() {
        while (true) {
            waiting.forEach(YearLine::leaveOut);
            waiting.removeIf(line -> !line.line().isWaiting());
            List<YearLine> free = waiting.stream().filter(line -> line.line().isFree()).toList();
            List<YearLine> ready = free.stream().filter(line -> left(line).isZero()).toList();
            if (!mayDial(free, ready)) {
                return;
            }
            dial(first(ready));
        }
    }

    private Duration left(YearLine line) {
        return gathering.left(line.line(), Optional.of(line.waiting()), time.instant()).orElseThrow();
    }

    private YearLine first(List<YearLine> ready) {
        Line first = new Lines(gathering, quota, time.instant()).waiting(ready.stream().map(YearLine::line).toList()).get(0);
        return ready.stream().filter(line -> line.line() == first).findFirst().orElseThrow();
    }

    private boolean mayDial(List<YearLine> free, List<YearLine> ready) {
        result.waiting(ready.size());
        if (ready.isEmpty()) {
            result.limited(YearResult.Limit.NONE, time.now());
            free.stream().map(this::left).min(Comparator.naturalOrder()).ifPresent(this::lookAgain);
            return false;
        }
        Optional<Quota.Shortage> shortage = quota.shortage(use, "", time.instant());
        result.limited(shortage.map(Quota.Shortage::kind).map(YearLines::limit).orElse(YearResult.Limit.NONE), time.now());
        // That there is room again is seen when a call ends.
        shortage.filter(one -> one.kind() == Quota.Kind.TOKENS).map(Quota.Shortage::pause).ifPresent(this::lookAgain);
        return shortage.isEmpty();
    }

    private static YearResult.Limit limit(Quota.Kind kind) {
        return kind == Quota.Kind.ROOM ? YearResult.Limit.CONCURRENT : YearResult.Limit.RATE;
    }

    static long millis(Duration time) {
        return (time.toNanos() + 999_999) / 1_000_000;
    }

    private void lookAgain(Duration after) {
        long at = time.now() + millis(after);
        if (lookAgainAt <= time.now() || at < lookAgainAt) {
            lookAgainAt = at;
            time.at(at, this::dial);
        }
    }

    private void dial(YearLine line) {
        String call = "call " + dialled++;
        use = quota.taken(use, call, Instant.MAX, time.instant());
        calls.dial(line, line.call(call, time.instant()), () -> {
            use = use.released(call);
            line.free();
            dial();
        });
    }
}
