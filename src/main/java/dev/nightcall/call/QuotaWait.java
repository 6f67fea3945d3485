package dev.nightcall.call;

import dev.nightcall.core.PhoneOutage;
import dev.nightcall.queue.TryAgain;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** A line waits for Connect's quota, or for more incidents: a short while here, longer in the queue; the timeline says so. */
public final class QuotaWait {

    /** A call ends every few seconds when all are in use. */
    private static final Duration ROOM_PAUSE = Duration.ofSeconds(2);
    private static final String TOO_FAST = "Connect's quota of calls begun per second is in use";
    private static final Duration LONGEST_HELD = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** A thousand incidents may wait for one line; of these the timeline says why. */
    static final int TOLD = 3;

    private final WaitingOrder order;
    private final WaitingPages pages;
    private final Quota quota;
    private final Timeline timeline;
    private final Clock clock;
    private final Consumer<Duration> pause;

    /** @param pause waits in the thread */
    public QuotaWait(WaitingOrder order, Lines lines, Quota quota, Timeline timeline, Clock clock, Consumer<Duration> pause) {
        this.order = order;
        this.pages = lines.pages();
        this.quota = quota;
        this.timeline = timeline;
        this.clock = clock;
        this.pause = pause;
    }

    /** @return false when the quota had to be waited for, so that all is to be looked at anew */
    boolean mayDial(Quota.Left left, String call, Line own, Instant now) {
        if (!left.hasRoom(call, now)) {
            throw waits(own, "all " + quota.concurrentCalls() + " calls that Connect's quota allows are in use", ROOM_PAUSE);
        }
        Duration wait = left.untilToken(now);
        if (wait.compareTo(SHORT) > 0) {
            throw waits(own, TOO_FAST, wait);
        }
        if (!wait.isZero()) {
            pause.accept(wait);
        }
        return wait.isZero();
    }

    /** Whether more incidents had to be waited for, so that all is to be looked at anew. */
    boolean gathers(Duration wait) {
        if (wait.compareTo(SHORT) > 0) {
            throw new TryAgain("more incidents may come", seconds(wait), null);
        }
        if (!wait.isZero()) {
            pause.accept(wait);
        }
        return !wait.isZero();
    }

    /** Nobody can be phoned. @param pause until somebody may try again */
    TryAgain held(Line own, PhoneOutage outage, Duration pause) {
        return waits(own, outage.text(), pause.compareTo(LONGEST_HELD) > 0 ? LONGEST_HELD : pause);
    }

    /** Others have been faster, again and again. */
    TryAgain tooMany(Line own) {
        return waits(own, TOO_FAST, SHORT);
    }

    private TryAgain waits(Line own, String reason, Duration pause) {
        List<Line> free = order.free();
        int place = free.stream().map(Line::engineer).toList().indexOf(own.engineer()) + 1;
        String told = place == 0 ? reason : reason + ", place " + place + " of " + free.size();
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (own.isFree()) {
            pages.of(own).sorted(Waiting.WORST_FIRST).limit(TOLD)
                    .forEach(waiting -> timeline.add(waiting.request().incident(), minute, Event.CALL_WAITS, own.engineer(),
                            told, own.engineer()));
        }
        return new TryAgain(told, seconds(pause), null);
    }

    private static Duration seconds(Duration wait) {
        return Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    }
}
