package dev.nightcall.health;

import dev.nightcall.call.WaitingOrder;
import dev.nightcall.core.Status;
import dev.nightcall.incident.Incidents;
import dev.nightcall.metrics.Meters;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;

/** What is looked at in the background, so that nobody who asks about health or metrics has to wait. */
public final class HealthRoutes extends RouteBuilder {

    /** Nobody needs to know more exactly how bad it is, and every incident that is counted is read. */
    private static final int MOST = 1000;
    private static final List<Status> UNRESOLVED = List.of(Status.OPEN, Status.ACKNOWLEDGED, Status.SUPPRESSED);

    private final Rotation dependencies;
    private final Dependency connect;
    private final Incidents incidents;
    private final WaitingOrder order;
    private final Meters meters;
    private final Readership readership;

    /**
     * @param connect    Amazon Connect, which is looked at less often than the other dependencies
     * @param readership for whom the others are looked at
     */
    public HealthRoutes(Rotation dependencies, Dependency connect, Incidents incidents, WaitingOrder order,
                        Meters meters, Readership readership) {
        this.dependencies = dependencies;
        this.connect = connect;
        this.incidents = incidents;
        this.order = order;
        this.meters = meters;
        this.readership = readership;
    }

    @Override
    public void configure() {
        // Side by side: in an outage each look takes as long as its time limit.
        from("timer:check-dependencies?delay=0&period={{nightcall.health.interval}}").routeId("check-dependencies")
            .filter(e -> readership.dependencies().isDue()).id("dependencies-due")
            .setBody(e -> dependencies.turn()).id("whose-turn-it-is")
            .split(body()).parallelProcessing().id("each-dependency")
                .process(e -> e.getMessage().getBody(Dependency.class).look()).id("check-each");

        // By the same request that the call watch needs, of which the whole fleet has 2 per second.
        from("timer:check-connect?delay=0&period={{nightcall.health.connect-interval}}").routeId("check-connect")
            .process(e -> connect.look()).id("look-at-connect");

        from("timer:count-incidents?delay=0&period={{nightcall.health.interval}}").routeId("count-incidents")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.DEBUG, "incidents cannot be counted: ${exception.message}").id("say-why-no-incidents")
                .process(e -> UNRESOLVED.forEach(status -> meters.incidents(status.word(), Double.NaN)))
                    .id("incidents-are-unknown")
            .end()
            .filter(e -> readership.incidents().isDue()).id("incidents-due")
            .process(e -> UNRESOLVED.forEach(status -> meters.incidents(status.word(), incidents.count(status, MOST))))
                .id("count-them");

        from("timer:count-lines?delay=0&period={{nightcall.health.interval}}").routeId("count-lines")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.DEBUG, "lines cannot be counted: ${exception.message}").id("say-why-no-lines")
                .process(e -> meters.linesWaiting(Double.NaN)).id("lines-are-unknown")
            .end()
            .filter(e -> readership.lines().isDue()).id("lines-due")
            .process(e -> meters.linesWaiting(order.waiting().size())).id("count-who-waits");
    }
}
