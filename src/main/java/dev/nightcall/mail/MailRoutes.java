package dev.nightcall.mail;

import dev.nightcall.memory.Memory;
import dev.nightcall.reading.ShareProcessor;
import org.apache.camel.builder.RouteBuilder;

/** A mail, by SMTP or from a mailbox, is read; this returns when SQS has what it says. */
public final class MailRoutes extends RouteBuilder {

    private final MailReader reader;
    private final Memory memory;

    /** @param memory that mails may take up while they are read */
    public MailRoutes(MailReader reader, Memory memory) {
        this.reader = reader;
        this.memory = memory;
    }

    @Override
    public void configure() {
        from("direct:mail").routeId("mail").errorHandler(noErrorHandler())
            .process(new ShareProcessor(memory, e -> e.getMessage().getBody(RawMail.class).weight())).id("mail-memory")
            .setBody().body(RawMail.class, reader::read).id("take-mail-apart")
            .to("direct:read").id("mail-to-read");
    }
}
