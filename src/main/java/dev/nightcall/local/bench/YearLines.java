package dev.nightcall.local.bench;

import dev.nightcall.call.Bucket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;

/** Who is dialled when: the rules of {@link dev.nightcall.call.Claiming} and {@link dev.nightcall.call.Quota}. */
final class YearLines {

    private final YearSettings settings;
    private final YearTime time;
    private final YearCalls calls;
    private final YearResult result;
    private final Bucket bucket;
    private final int most;
    private final List<YearLine> all;
    /** Those for which something waits; few of a thousand. */
    private final TreeSet<YearLine> waiting = new TreeSet<>(Comparator.comparingInt(YearLine::engineer));
    private Instant full;
    private int running;
    private long lookAgainAt = -1;

    YearLines(YearSettings settings, YearTime time, YearCalls calls, YearResult result) {
        this.settings = settings;
        this.time = time;
        this.calls = calls;
        this.result = result;
        bucket = Bucket.ofDials(settings.get(RATE), settings.count(BURST));
        most = settings.count(CONCURRENT);
        all = IntStream.range(0, settings.count(ENGINEERS)).mapToObj(YearLine::new).toList();
    }

    void ask(int engineer, YearIncident incident, long position, boolean again) {
        YearLine line = all.get(engineer);
        line.ask(new YearLine.Waiting(incident, position, time.now(), again));
        waiting.add(line);
        dial();
    }

    private void dial() {
        while (true) {
            waiting.forEach(YearLine::leaveOut);
            waiting.removeIf(line -> !line.isWaiting());
            List<YearLine> free = new ArrayList<>(waiting);
            free.removeIf(YearLine::isBusy);
            List<YearLine> ready = free.stream().filter(line -> line.readyAt(settings, time.now()) <= time.now()).toList();
            if (!mayDial(free, ready)) {
                return;
            }
            dial(ready.stream().min(YearLine.order(settings, time.now())).orElseThrow());
        }
    }

    /** As {@link dev.nightcall.call.QuotaWait}: room comes before a token. */
    private boolean mayDial(List<YearLine> free, List<YearLine> ready) {
        result.waiting(ready.size());
        if (ready.isEmpty()) {
            result.limited(YearResult.Limit.NONE, time.now());
            free.stream().mapToLong(line -> line.readyAt(settings, time.now())).min().ifPresent(this::lookAgain);
            return false;
        }
        if (running >= most) {
            result.limited(YearResult.Limit.CONCURRENT, time.now());
            return false;
        }
        long wait = ceiling(bucket.until(full, time.instant(), 0).toNanos());
        result.limited(wait > 0 ? YearResult.Limit.RATE : YearResult.Limit.NONE, time.now());
        if (wait > 0) {
            lookAgain(time.now() + wait);
        }
        return wait == 0;
    }

    static long ceiling(long nanos) {
        return (nanos + 999_999) / 1_000_000;
    }

    private void lookAgain(long at) {
        if (lookAgainAt <= time.now() || at < lookAgainAt) {
            lookAgainAt = at;
            time.at(at, this::dial);
        }
    }

    private void dial(YearLine line) {
        full = bucket.take(full, time.instant());
        running++;
        calls.dial(line, line.call(time.now()), () -> {
            running--;
            line.free();
            dial();
        });
    }
}
