package dev.nightcall.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a dial takes that was already under way when somebody took the incident: from looking whether anybody has it to
 * Connect's start there are a few requests, which take half a second on a machine that starts other Nightcalls at the same
 * time; and as long as we ourselves have delayed the requests of the thread that dialled.
 */
final class UnderWay {

    private static final Duration DIAL = Duration.ofMillis(500);
    private final List<Deed> deeds;

    UnderWay(List<Deed> deeds) {
        this.deeds = deeds;
    }

    Duration allowed(String call, Instant taken, Instant started) {
        return deeds.stream().filter(deed -> deed.what().equals(Deeds.DIAL) && deed.detail().equals(call)).findFirst()
                .map(dial -> DIAL.plus(delays(dial, taken, started))).orElse(DIAL);
    }

    private Duration delays(Deed dial, Instant taken, Instant started) {
        return deeds.stream().filter(deed -> deed.what().equals(Deeds.LATE) && deed.replica().equals(dial.replica())
                && deed.thread().equals(dial.thread())).map(late -> overlap(late, taken, started))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration overlap(Deed late, Instant taken, Instant started) {
        Instant end = late.at().plusMillis(Long.parseLong(late.detail()));
        Instant from = late.at().isAfter(taken) ? late.at() : taken;
        Instant to = end.isBefore(started) ? end : started;
        return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    }
}
