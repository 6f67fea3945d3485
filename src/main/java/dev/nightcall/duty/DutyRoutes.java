package dev.nightcall.duty;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Overrides by the API are looked for again and again, as other replicas take them too. */
public final class DutyRoutes extends RouteBuilder {

    private final PlanInForce plan;

    public DutyRoutes(PlanInForce plan) {
        this.plan = plan;
    }

    @Override
    public void configure() {
        from("timer:refresh-overrides?period={{nightcall.oncall.refresh}}").routeId("refresh-overrides")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.WARN, "overrides cannot be read, those known before stay: ${exception.message}")
            .end()
            .process(e -> plan.refresh()).id("refresh-known");
    }
}
