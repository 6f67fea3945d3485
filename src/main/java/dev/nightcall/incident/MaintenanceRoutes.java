package dev.nightcall.incident;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Maintenance windows begin at their time, whether or not an alert comes. */
public final class MaintenanceRoutes extends RouteBuilder {

    private final Maintaining maintaining;

    public MaintenanceRoutes(Maintaining maintaining) {
        this.maintaining = maintaining;
    }

    @Override
    public void configure() {
        from("timer:maintenance?period={{nightcall.maintenance.interval}}").routeId("look-for-maintenance")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.WARN, "maintenance windows are looked for again later: ${exception.message}")
            .end()
            .setBody(e -> maintaining.begin())
            .to("direct:send").id("after-maintaining");
    }
}
