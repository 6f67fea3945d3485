package dev.nightcall.local.bench;

import java.util.List;
import java.util.stream.Stream;

/** The incidents that a storm has opened. */
record YearStorm(List<YearIncident> incidents) {

    private static final double MILLIS = 1000;

    /** From its first incident to the last first ring: until everybody to be called had been called. */
    double seconds() {
        long first = incidents.stream().mapToLong(YearIncident::openedAt).min().orElse(0);
        return (rang().mapToLong(YearIncident::rangAt).max().orElse(first) - first) / MILLIS;
    }

    /** In percent of those of which somebody was told by telephone: after so many seconds. */
    double ringsWithin(double seconds) {
        return 100.0 * rang().filter(each -> each.rangAt() - each.openedAt() <= seconds * MILLIS).count()
                / Math.max(1, rang().count());
    }

    private Stream<YearIncident> rang() {
        return incidents.stream().filter(YearIncident::hasRung);
    }
}
