package dev.nightcall.settling;

import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Settle;
import org.apache.camel.builder.RouteBuilder;

/** The end of a call was found out, by whomever: it is settled. */
public final class SettlingRoutes extends RouteBuilder {

    private final Settlement settlement;

    public SettlingRoutes(Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public void configure() {
        from("direct:settle-call").routeId("settle-call").errorHandler(noErrorHandler())
            .setBody().body(Settle.class, settlement::settle).id("settle")
            .to("direct:send").id("effects");

        from("direct:call-settled").routeId("call-settled").errorHandler(noErrorHandler())
            .process(e -> settlement.settled(e.getMessage().getBody(CallSettled.class))).id("note-settled");
    }
}
