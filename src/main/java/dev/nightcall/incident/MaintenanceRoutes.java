package dev.nightcall.incident;

import dev.nightcall.aws.ClockWatch;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Maintenance windows begin at their time, whether or not an alert comes. */
public final class MaintenanceRoutes extends RouteBuilder {

    private final Maintaining maintaining;
    private final ClockWatch clock;

    /** @param clock windows do not begin by a clock that is wrong */
    public MaintenanceRoutes(Maintaining maintaining, ClockWatch clock) {
        this.maintaining = maintaining;
        this.clock = clock;
    }

    @Override
    public void configure() {
        from("timer:maintenance?period={{nightcall.maintenance.interval}}").routeId("look-for-maintenance")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.WARN, "maintenance windows are looked for again later: ${exception.message}")
            .end()
            .filter(e -> clock.isRight())
                .setBody(e -> maintaining.begin())
                .to("direct:send").id("after-maintaining");
    }
}
