package dev.nightcall.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.Set;

/** The registry behind {@code /metrics}. */
public final class Metrics {

    /** Of what Camel measures of every route: the failures. */
    private static final Set<String> CAMEL = Set.of("camel.exchanges.failed", "camel.exchanges.failures.handled");

    private Metrics() {
    }

    /** A registry that takes our meters, and few of Camel's. */
    public static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(MeterFilter.deny(Metrics::isNoise));
        return registry;
    }

    private static boolean isNoise(Meter.Id meter) {
        return meter.getName().startsWith("camel.") && !CAMEL.contains(meter.getName());
    }
}
