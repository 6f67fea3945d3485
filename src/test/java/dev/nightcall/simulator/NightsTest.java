package dev.nightcall.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nights by the thousand: in each the promises hold, whatever goes wrong. A broken one is told by its kind and seed, and is
 * repeated by {@code mvn -B test -Dtest=NightsTest#oneNight -Dnightcall.simulator.night=SHORT/307}.
 */
class NightsTest {

    private static final long SECONDS = Long.getLong("nightcall.simulator.seconds", 30);
    private static final List<NightKind> NEW = Stream.of(System.getProperty("nightcall.simulator.kinds",
            "ALERTS,MAILS,SHORT,MEETINGS,TELEPHONES,HOLDERS").split(",")).map(NightKind::valueOf).toList();

    /** In which something broke once. */
    @ParameterizedTest
    @CsvSource({"ALERTS,13", "ALERTS,164", "ALERTS,167", "ALERTS,172", "ALERTS,178", "ALERTS,181", "ALERTS,333",
        "ALERTS,352", "ALERTS,1367", "ALERTS,1402", "ALERTS,1519", "ALERTS,1656", "ALERTS,1833", "ALERTS,4061",
        "ALERTS,4116", "ALERTS,4524", "ALERTS,10397", "MAILS,20362", "MAILS,63457608503061", "SHORT,700010",
        "SHORT,900000651", "SHORT,2000000664", "SHORT,2000003096", "SHORT,2000009555", "SHORT,2000035915", "SHORT,2000041981",
        "SHORT,2000047624", "SHORT,2000055883", "SHORT,3000022817", "SHORT,3000028461", "SHORT,100017815", "SHORT,100027576",
        "MEETINGS,2000021369", "MEETINGS,2000045759", "ALERTS,1100001406", "ALERTS,1100002334", "ALERTS,38258622922078",
        "TELEPHONES,107", "TELEPHONES,800046", "TELEPHONES,15428279948253",
        "HOLDERS,1243", "HOLDERS,2180", "HOLDERS,2331", "HOLDERS,2372"})
    void nightsThatWereBroken(NightKind kind, long seed) {
        keeps(kind, seed);
    }

    @ParameterizedTest
    @CsvSource({"ALERTS,250", "MAILS,150", "SHORT,400", "MEETINGS,1000", "TELEPHONES,100", "HOLDERS,60"})
    void theFirstNights(NightKind kind, long nights) {
        LongStream.rangeClosed(1, nights).forEach(seed -> keeps(kind, seed));
    }

    /** For as long as is asked for, others each time. */
    @Test
    void nightsThatNobodyHasSeen() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Map<NightKind, Integer> nights = new EnumMap<>(NightKind.class);
        Map<NightKind, Long> times = new EnumMap<>(NightKind.class);
        for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
            // Each kind has as much of the time: some nights take a hundred times as long as others.
            NightKind kind = NEW.stream().min(Comparator.comparing(one -> times.getOrDefault(one, 0L))).orElseThrow();
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            keeps(kind, seed);
            nights.merge(kind, 1, Integer::sum);
            times.merge(kind, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun, Long::sum);
        }
        nights.forEach((kind, count) -> System.out.printf("%s: %d nights, %d a minute of one core%n", kind, count,
                TimeUnit.MINUTES.toNanos(count) / Math.max(1, times.get(kind))));
    }

    @Test
    @EnabledIfSystemProperty(named = "nightcall.simulator.night", matches = "[A-Z]+/-?[0-9]+")
    void oneNight() {
        String[] night = System.getProperty("nightcall.simulator.night").split("/");
        keeps(NightKind.valueOf(night[0]), Long.parseLong(night[1]));
    }

    private static void keeps(NightKind kind, long seed) {
        try {
            assertThat(kind.broken(seed)).as("%s/%d", kind, seed).isEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError("%s/%d: %s".formatted(kind, seed, e.getMessage()), e);
        }
    }
}
