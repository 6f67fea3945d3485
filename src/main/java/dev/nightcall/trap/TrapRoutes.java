package dev.nightcall.trap;

import org.apache.camel.builder.RouteBuilder;

/** A trap comes in and is read. An INFORM is answered when this route has ended well, and repeated when it has not. */
public final class TrapRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("snmp-traps:nightcall")
            .routeId("traps").errorHandler(noErrorHandler())
            .removeHeaders("*").id("traps-forget-headers")
            .setBody().body(Trap.class, TrapMessage::new).id("traps-to-message")
            .to("direct:read").id("traps-to-reading");
    }
}
