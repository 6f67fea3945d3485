package dev.nightcall.reading;

import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;
import dev.nightcall.metrics.Meters;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;

/**
 * Every door but {@code POST /alerts} hands its messages to {@code direct:read}: the source that knows the message reads it,
 * and what it says goes to the queue. Sources are routes in YAML, made from the templates {@code mail-source},
 * {@code trap-source} and {@code webhook-source}.
 */
public final class ReadingRoutes extends RouteBuilder {

    private static final String WEBHOOK = "webhook";

    private final Sources sources;
    private final Memory memory;
    private final Meters meters;

    /** @param memory that messages may take up while they are read */
    public ReadingRoutes(Sources sources, Memory memory, Meters meters) {
        this.sources = sources;
        this.memory = memory;
        this.meters = meters;
    }

    @Override
    public void configure() {
        // Back comes the reading, once all it says is in the queue.
        from("direct:read").routeId("read").errorHandler(noErrorHandler())
            .setVariable("door").body(Message.class, message -> Sources.isWebhook(message) ? WEBHOOK : message.door())
                .id("by-which-door")
            .setBody().body(Message.class, this::read).id("read-message")
            .setVariable("reading").body().id("keep-reading")
            .choice().id("known-or-not")
                .when().body(Reading.class, reading -> reading.kind() == Kind.UNKNOWN)
                    .to("direct:source-unknown").id("to-unknown")
                .otherwise()
                    .toD("direct:source-${variable.door}-${body.pattern}").id("to-source")
            .end()
            .process(e -> count(e.getVariable("reading", Reading.class))).id("count-reading")
            .setBody().variable("reading").id("what-was-read");

        from("direct:source-unknown").routeId("source-unknown").errorHandler(noErrorHandler())
            .setBody().body(Reading.class, Reading::alerts).id("alerts-of-unknown")
            .to("direct:alerts").id("unknown-to-alerts");

        // A monitor may come through several doors under the same name.
        template(Sources.MAIL, Sources.MAIL);
        template(Sources.TRAP, Sources.TRAP);
        template(WEBHOOK, null);
    }

    private Reading read(Message message) {
        try (Share share = memory.open()) {
            return sources.read(message, share);
        }
    }

    /** @param door null: the parameter {@code path} says it */
    private void template(String kind, String door) {
        var template = routeTemplate(kind + "-source").templateParameter("monitor").templateParameter("read")
                .templateParameter("order", "100").templateParameter("query", "");
        if (door == null) {
            template.templateParameter("path");
        }
        template.configure(parameters -> add(door, parameters));
        template.from("direct:source-" + kind + "-{{monitor}}").errorHandler(noErrorHandler())
            .setBody().body(Reading.class, Reading::alerts).id("alerts-of-" + kind)
            .to("direct:alerts").id(kind + "-to-alerts");
    }

    private void add(String door, RouteTemplateContext parameters) {
        sources.add(door == null ? parameters.getProperty("path", String.class) : door,
                parameters.getProperty("monitor", String.class), parameters.getProperty("order", Integer.class),
                parameters.getProperty("read", String.class),
                parameters.getProperty("query", String.class));
    }

    private void count(Reading reading) {
        meters.read(reading.kind().word(), reading.pattern());
    }
}
