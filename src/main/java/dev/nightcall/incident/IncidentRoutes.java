package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.queue.Later;
import org.apache.camel.builder.RouteBuilder;

/** Every alert that passes the suppression filter gets its incident, its own or that of its cause. */
public final class IncidentRoutes extends RouteBuilder {

    private final Grouping grouping;
    private final Related related;

    public IncidentRoutes(Grouping grouping, Related related) {
        this.grouping = grouping;
        this.related = related;
    }

    @Override
    public void configure() {
        from("direct:join-incident").routeId("join-incident").errorHandler(noErrorHandler())
            .setBody().body(Alert.class, grouping::take)
            .to("direct:send").id("after-joining");

        from("direct:raise-related").routeId("raise-related").errorHandler(noErrorHandler())
            .setBody().body(Later.class, related::raise)
            .to("direct:send").id("raise-what-was-related");
    }
}
