package dev.nightcall;

import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Camel's metrics of routes, without those in which "not now" is ordinary: it leaves them as an exception, and what it means is
 * decided, and counted, by the route that read the message.
 */
final class RouteMetrics extends MainListenerSupport {

    private static final String WITHOUT = "dial,look-now,take";

    @Override
    public void beforeStart(BaseMainSupport main) {
        main.getCamelContext().getRoutePolicyFactories().stream().filter(MicrometerRoutePolicyFactory.class::isInstance)
                .map(MicrometerRoutePolicyFactory.class::cast)
                .forEach(factory -> factory.getPolicyConfiguration().setExcludePattern(WITHOUT));
    }
}
