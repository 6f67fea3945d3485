package dev.nightcall.local.bench;

import java.util.Arrays;
import java.util.Collection;

/** The nearest rank: a value that was measured, not one in between. */
final class Percentiles {

    private final double[] sorted;

    Percentiles(Collection<? extends Number> values) {
        sorted = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    }

    /** @return {@link Double#NaN} when nothing was measured */
    double at(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, Math.min(rank, sorted.length)) - 1];
    }

    int count() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
