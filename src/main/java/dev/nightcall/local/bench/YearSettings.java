package dev.nightcall.local.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value for each parameter. */
record YearSettings(Map<YearParameter, Double> changed) {

    private static final double MILLIS = 1000;

    static YearSettings usual() {
        return new YearSettings(Map.of());
    }

    YearSettings with(YearParameter parameter, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(parameter.option() + " " + value + ": expected a number that is not negative");
        }
        Map<YearParameter, Double> more = new EnumMap<>(YearParameter.class);
        more.putAll(changed);
        more.put(parameter, value);
        return new YearSettings(more);
    }

    double get(YearParameter parameter) {
        return changed.getOrDefault(parameter, parameter.usual());
    }

    int count(YearParameter parameter) {
        return (int) get(parameter);
    }

    /** Of something in seconds. */
    long millis(YearParameter parameter) {
        return Math.round(get(parameter) * MILLIS);
    }

    Duration duration(YearParameter parameter) {
        return Duration.ofMillis(millis(parameter));
    }

    Prices prices() {
        return new Prices(get(YearParameter.PRICE_SQS), get(YearParameter.PRICE_DDB_WRITE), get(YearParameter.PRICE_DDB_READ));
    }

    /** All of them, by option. */
    Map<String, Double> all() {
        Map<String, Double> all = new LinkedHashMap<>();
        for (YearParameter parameter : YearParameter.values()) {
            all.put(parameter.option(), get(parameter));
        }
        return all;
    }
}
