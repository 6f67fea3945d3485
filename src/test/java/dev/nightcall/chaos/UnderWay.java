package dev.nightcall.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How long a dial takes that was already under way when somebody took the incident: from looking whether anybody has it to
 * Connect's start there are a few requests, which take half a second on a machine that starts other Nightcalls at the same
 * time; and as long as the run itself has held it up, by delaying a request of the thread that dialled, by stopping the
 * process, or because the machine had no time for it.
 */
final class UnderWay {

    private static final Duration DIAL = Duration.ofMillis(500);
    private static final Set<String> OF_THE_THREAD = Set.of(Deeds.LATE, Deeds.SLOW);
    /** How soon after it woke a process dials that had nothing more to look at. */
    private static final Duration AWAKE = Duration.ofSeconds(2);
    private final List<Deed> deeds;

    UnderWay(List<Deed> deeds) {
        this.deeds = deeds;
    }

    Duration allowed(String call, Instant taken, Instant started) {
        return dial(call, started).map(dial -> DIAL.plus(heldUp(dial, taken, started))).orElse(DIAL);
    }

    /**
     * Whether the process that dialled may have slept between its last look at the clock and the request. Who stopped itself at a
     * point did not: right before it asks Connect, the clock is read after our point.
     */
    boolean mayHaveSleptAtTheDial(String call, Instant started) {
        return dial(call, started).map(dial ->
                deeds.stream().filter(deed -> deed.is(Deeds.STALLED) && deed.replica().equals(dial.replica()))
                        .filter(stall -> stall.end().isAfter(stall.at().plus(AWAKE)) && !stall.end().isAfter(started)
                                && stall.end().plus(AWAKE).isAfter(started))
                        .anyMatch(stall -> !hasStoppedItself(stall))).orElse(false);
    }

    /** The last one of this call: who was too late has left it to another. */
    private Optional<Deed> dial(String call, Instant started) {
        return deeds.stream().filter(deed -> deed.is(Deeds.DIAL) && deed.detail().equals(call) && !deed.at().isAfter(started))
                .max(Comparator.comparing(Deed::at));
    }

    private boolean hasStoppedItself(Deed stall) {
        return deeds.stream().anyMatch(deed -> deed.is(Deeds.STOPPED) && deed.replica().equals(stall.replica())
                && !deed.at().isBefore(stall.at().minus(AWAKE)) && deed.at().isBefore(stall.end()));
    }

    private Duration heldUp(Deed dial, Instant taken, Instant started) {
        return deeds.stream().filter(deed -> deed.replica().equals(dial.replica()))
                .filter(deed -> deed.is(Deeds.STALLED)
                        || OF_THE_THREAD.contains(deed.what()) && deed.thread().equals(dial.thread()))
                .map(deed -> deed.between(taken, started)).reduce(Duration.ZERO, Duration::plus);
    }
}
