package dev.nightcall.mail;

import org.apache.camel.builder.RouteBuilder;

/** A mail, by SMTP or from a mailbox, is read; this returns when SQS has what it says. */
public final class MailRoutes extends RouteBuilder {

    private final MailReader reader;

    public MailRoutes(MailReader reader) {
        this.reader = reader;
    }

    @Override
    public void configure() {
        from("direct:mail").routeId("mail").errorHandler(noErrorHandler())
            .setBody().body(RawMail.class, reader::read)
            .to("direct:read").id("mail-to-read");
    }
}
