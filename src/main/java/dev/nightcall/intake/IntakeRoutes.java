package dev.nightcall.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.metrics.Decision;
import dev.nightcall.metrics.Meters;
import org.apache.camel.builder.RouteBuilder;

/**
 * The way from any source into the queue. Accepted means that SQS has taken it, so both routes return only then, and a
 * failure is the source's to handle: an HTTP request is answered 503, a mail stays unread.
 */
public final class IntakeRoutes extends RouteBuilder {

    private final ObjectMapper json;
    private final Meters meters;

    public IntakeRoutes(ObjectMapper json, Meters meters) {
        this.json = json;
        this.meters = meters;
    }

    @Override
    public void configure() {
        from("direct:alert").routeId("alert")
                .errorHandler(noErrorHandler())
                .removeHeaders("*").id("alert-forget-headers")
                .setVariable("json").method(json, "writeValueAsString").id("alert-to-json")
                // With variables the body stays the alert, for the source's answer.
                .toV("aws2-sqs:{{nightcall.queue.alerts}}?{{nightcall.sqs.send}}&queueUrl={{nightcall.queue.alerts.url}}", "json", "sent")
                        .id("alert-to-queue")
                .process(e -> meters.alert(Decision.ACCEPTED)).id("count-alert");

        // The first failure fails the request, and its sender repeats all: said twice, an alert joins its incident.
        from("direct:alerts").routeId("alerts")
                .errorHandler(noErrorHandler())
                .split(body()).stopOnException().id("alerts-each")
                    .to("direct:alert").id("alerts-to-alert")
                .end();
    }
}
