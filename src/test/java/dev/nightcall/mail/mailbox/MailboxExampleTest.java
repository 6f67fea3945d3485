package dev.nightcall.mail.mailbox;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.mail.RawMail;
import dev.nightcall.metrics.Meters;
import dev.nightcall.night.Cloud;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The documented example, with the address of a server that exists. */
@ExtendWith(Cloud.Extension.class)
class MailboxExampleTest {

    @TempDir
    private Path routes;

    @Test
    void theExampleReadsAMailbox(@SuppressWarnings("unused") Cloud cloud) throws Exception {
        BlockingQueue<RawMail> mails = new LinkedBlockingQueue<>();
        Main main = new Main();
        try (MailServer server = new MailServer("imap").start(); FleetTable fleet = new FleetTable()) {
            Files.writeString(routes.resolve("mailbox.yaml"), Files.readString(Path.of("docs/examples/mailbox.yaml"))
                    .replace("imaps://mail.example.com", server.url()).replace("monitoring@example.com", MailServer.USER)
                    .replace("value: 10s", "value: 50ms"));
            server.deliverAlert("disk");
            main.addOverrideProperty("MAILBOX_PASSWORD", MailServer.PASSWORD);
            main.configure().withRoutesIncludePattern("file:" + routes + "/*.yaml");
            main.configure().addRoutesBuilder(new MailboxRoutes(fleet.table(),
                    new Meters(new SimpleMeterRegistry(), Clock.systemUTC()), Clock.systemUTC(),
                    new ClockWatch(Clock.systemUTC(), Duration.ofSeconds(20))));
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:mail").routeId("mail").errorHandler(noErrorHandler())
                            .process(exchange -> mails.add(exchange.getMessage().getBody(RawMail.class)));
                    from("direct:alert").routeId("alert").errorHandler(noErrorHandler()).log("${body}").id("alert-log");
                }
            });

            main.start();

            assertThat(mails.poll(60, TimeUnit.SECONDS)).isNotNull();
            assertThat(main.getCamelContext().getRoute("mailbox-monitoring")).isNotNull();
        } finally {
            main.stop();
        }
    }
}
