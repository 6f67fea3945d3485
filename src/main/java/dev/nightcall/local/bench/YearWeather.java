package dev.nightcall.local.bench;

import dev.nightcall.local.bench.YearIncident.Arrival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static dev.nightcall.local.bench.YearParameter.*;

/** What happens to the systems in a year: to each by itself at any time, to many at once in storms. */
final class YearWeather {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final YearSettings settings;
    private final Random random;
    private final List<Arrival> arrivals = new ArrayList<>();
    private int storms;

    private YearWeather(YearSettings settings) {
        this.settings = settings;
        this.random = new Random(settings.count(SEED));
    }

    /** All of a year, in order. */
    static List<Arrival> of(YearSettings settings) {
        YearWeather weather = new YearWeather(settings);
        weather.alone();
        weather.storms(STORM_DAYS, STORM_SYSTEMS);
        weather.storms(GREAT_STORM_DAYS, GREAT_STORM_SYSTEMS);
        weather.arrivals.sort(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::system));
        return weather.arrivals;
    }

    private long end() {
        return settings.count(DAYS) * DAY;
    }

    private void alone() {
        double mean = settings.get(INCIDENT_WEEKS) * 7 * DAY;
        for (int system = 0; system < settings.count(SYSTEMS) && mean > 0; system++) {
            for (long at = exponential(mean); at < end(); at += exponential(mean)) {
                boolean brief = random.nextDouble() < settings.get(BRIEF);
                add(at, system, 0, brief ? at + (long) (random.nextDouble() * settings.millis(GROUP_WAIT)) : over(at));
            }
        }
    }

    /** The first one comes half an interval after the beginning, at any hour. */
    private void storms(YearParameter days, YearParameter hit) {
        double interval = settings.get(days) * DAY;
        List<Integer> systems = new ArrayList<>(IntStream.range(0, settings.count(SYSTEMS)).boxed().toList());
        for (double near = interval / 2; interval > 0 && near < end() - DAY; near += interval) {
            long start = (long) near + (long) (random.nextDouble() * DAY);
            storms++;
            Collections.shuffle(systems, random);
            for (int system : systems.subList(0, Math.min(systems.size(), settings.count(hit)))) {
                long at = start + (long) (random.nextDouble() * settings.millis(STORM_SECONDS));
                add(at, system, storms, over(at));
            }
        }
    }

    private void add(long at, int system, int storm, long over) {
        // Of two words of the same moment none is the newer one.
        long end = Math.max(at + 1, over);
        arrivals.add(new Arrival(at, system, storm, alerts(), random.nextDouble() < settings.get(CRITICAL), end));
    }

    private long over(long at) {
        return at + settings.millis(GROUP_WAIT) + exponential(settings.millis(OVER_MINUTES) * 60.0);
    }

    /** Geometric, at least one. */
    private int alerts() {
        double mean = Math.max(1, settings.get(INCIDENT_ALERTS));
        return mean == 1 ? 1 : 1 + (int) (Math.log(1 - random.nextDouble()) / Math.log(1 - 1 / mean));
    }

    private long exponential(double mean) {
        return (long) (-mean * Math.log(1 - random.nextDouble()));
    }
}
