package dev.nightcall.mail.smtp;

import org.apache.camel.builder.RouteBuilder;

/** A mail comes by SMTP, and is on its way when the sender is told so. */
public final class SmtpRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // What fails has to reach the SMTP server, which answers 451; the sender keeps the mail and tries again.
        from("smtp-server:{{nightcall.smtp.host}}:{{nightcall.smtp}}").routeId("smtp").errorHandler(noErrorHandler())
            .removeHeaders("*").id("smtp-forget-headers")
            .to("direct:mail").id("read-mail");
    }
}
