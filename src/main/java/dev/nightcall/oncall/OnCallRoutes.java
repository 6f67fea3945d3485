package dev.nightcall.oncall;

import org.apache.camel.builder.RouteBuilder;

/** {@code oncall.yaml} is looked at again and again, and taken up when it has changed. */
public final class OnCallRoutes extends RouteBuilder {

    @Override
    public void configure() {
        from("timer:refresh-oncall?period={{nightcall.oncall.refresh}}").routeId("refresh-oncall")
            .bean("onCall", "refresh").id("refresh");
    }
}
