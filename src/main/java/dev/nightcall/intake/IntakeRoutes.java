package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;

/**
 * The way from any source into the queue. Accepted means that SQS has taken it, so both routes return only then, and a
 * failure is the source's to handle: an HTTP request is answered 503, or 429 when too many wait, a mail stays unread.
 */
public final class IntakeRoutes extends RouteBuilder {

    private final Sending sending;

    public IntakeRoutes(Sending sending) {
        this.sending = sending;
    }

    @Override
    public void configure() {
        // The body stays the alert, for the source's answer.
        from("direct:alert").routeId("alert")
                .errorHandler(noErrorHandler())
                .removeHeaders("*").id("alert-forget-headers")
                .process(e -> sending.send(List.of(e.getMessage().getMandatoryBody(Alert.class)))).id("alert-to-queue");

        // The first failure fails the request, and its sender repeats all: said twice, an alert joins its incident.
        from("direct:alerts").routeId("alerts")
                .errorHandler(noErrorHandler())
                .process(e -> sending.send(e.getMessage().getMandatoryBody(List.class))).id("alerts-to-queue");
    }
}
