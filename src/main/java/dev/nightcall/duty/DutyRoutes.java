package dev.nightcall.duty;

import dev.nightcall.aws.OutageLog;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Overrides by the API are looked for again and again, as other replicas take them too. */
public final class DutyRoutes extends RouteBuilder {

    private final PlanInForce plan;
    private final OutageLog outages;

    public DutyRoutes(PlanInForce plan, OutageLog outages) {
        this.plan = plan;
        this.outages = outages;
    }

    @Override
    public void configure() {
        from("timer:refresh-overrides?period={{nightcall.oncall.refresh}}").routeId("refresh-overrides")
            .onException(Exception.class).handled(true)
                .process(e -> outages.met("reading overrides, of which those known before stay",
                        e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))).id("overrides-are-read-later")
            .end()
            .process(e -> plan.refresh()).id("refresh-known");
    }
}
