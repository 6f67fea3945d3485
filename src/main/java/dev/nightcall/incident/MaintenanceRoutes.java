package dev.nightcall.incident;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Maintenance windows begin at their time, whether or not an alert comes. */
public final class MaintenanceRoutes extends RouteBuilder {

    private final Maintaining maintaining;
    private final ClockWatch clock;
    private final OutageLog outages;

    /** @param clock windows do not begin by a clock that is wrong */
    public MaintenanceRoutes(Maintaining maintaining, ClockWatch clock, OutageLog outages) {
        this.maintaining = maintaining;
        this.clock = clock;
        this.outages = outages;
    }

    @Override
    public void configure() {
        from("timer:maintenance?period={{nightcall.maintenance.interval}}").routeId("look-for-maintenance")
            .onException(Exception.class).handled(true)
                .process(e -> outages.met("looking for maintenance windows",
                        e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))).id("maintenance-is-looked-for-later")
            .end()
            .filter(e -> clock.isRight()).id("if-the-clock-is-right")
                .setBody(e -> maintaining.begin()).id("begin-windows")
                .to("direct:send").id("after-maintaining");
    }
}
