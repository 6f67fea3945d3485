package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import org.apache.camel.builder.RouteBuilder;

/** Every alert that passes the suppression filter gets its incident. */
public final class IncidentRoutes extends RouteBuilder {

    private final Grouping grouping;

    public IncidentRoutes(Grouping grouping) {
        this.grouping = grouping;
    }

    @Override
    public void configure() {
        from("direct:join-incident").routeId("join-incident").errorHandler(noErrorHandler())
            .setBody().body(Alert.class, grouping::take)
            .to("direct:send").id("after-joining");
    }
}
