package dev.nightcall.channel;

import dev.nightcall.sending.OutageTold;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** Whether nobody can be phoned is looked at now and then, and told. */
public final class OutageRoutes extends RouteBuilder {

    private final OutageNotices notices;

    public OutageRoutes(OutageNotices notices) {
        this.notices = notices;
    }

    @Override
    public void configure() {
        from("timer:watch-dials?period={{nightcall.health.interval}}").routeId("watch-dials")
            .onException(Exception.class).handled(true)
                .log(LoggingLevel.DEBUG, "whether anybody can be phoned is not known: ${exception.message}")
                    .id("say-why-it-is-unknown")
                .process(e -> notices.unknown()).id("whether-is-unknown")
            .end()
            .process(e -> notices.lookWhetherMended()).id("look-whether-mended")
            .setBody(e -> notices.look()).id("whom-to-tell-of-outage")
            .to("direct:send").id("tell-outage");

        from("direct:outage-told").routeId("outage-told").errorHandler(noErrorHandler())
            .process(e -> notices.told(e.getMessage().getBody(OutageTold.class))).id("note-outage-told");
    }
}
