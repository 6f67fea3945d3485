package dev.nightcall.mail.smtp;

import dev.nightcall.mail.RawMail;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** The SMTP door with its route, and behind {@code direct:mail} whatever a test wants. */
final class Door implements AutoCloseable {

    private final List<RawMail> mails = new CopyOnWriteArrayList<>();
    private final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CamelContext camel = new DefaultCamelContext();
    private volatile Processor behind = exchange -> { };

    private String networks = "127.0.0.0/8";
    private String recipients = "";
    private String users = "";
    private SSLContext tls;
    private boolean tlsRequired;
    private boolean authWithoutTls;
    private String host = "127.0.0.1";
    private int port;
    private int octets = 10_485_760;
    private long memory = 100_000_000;
    private int mostRecipients = 10;
    private int connections = 50;
    private int connectionsPerAddress = 50;
    private int mailsPerMinute = 10_000;
    private int commandsPerMinute = 100_000;
    private Duration idle = Duration.ofSeconds(60);
    private Duration transfer = Duration.ofSeconds(60);

    Door networks(String written) {
        networks = written;
        return this;
    }

    Door recipients(String written) {
        recipients = written;
        return this;
    }

    Door users(String written) {
        users = written;
        return this;
    }

    Door tls(SSLContext certificate) {
        tls = certificate;
        return this;
    }

    Door tlsRequired() {
        tlsRequired = true;
        return this;
    }

    Door authWithoutTls() {
        authWithoutTls = true;
        return this;
    }

    Door host(String other) {
        host = other;
        return this;
    }

    Door port(int fixed) {
        port = fixed;
        return this;
    }

    Door octets(int most) {
        octets = most;
        return this;
    }

    Door memory(long most) {
        memory = most;
        return this;
    }

    Door mostRecipients(int most) {
        mostRecipients = most;
        return this;
    }

    Door connections(int total, int perAddress) {
        connections = total;
        connectionsPerAddress = perAddress;
        return this;
    }

    Door perMinute(int mailsAllowed, int commandsAllowed) {
        mailsPerMinute = mailsAllowed;
        commandsPerMinute = commandsAllowed;
        return this;
    }

    Door patience(Duration forCommand, Duration forMail) {
        idle = forCommand;
        transfer = forMail;
        return this;
    }

    /** What is done with each mail after it has been noted. */
    Door behind(Processor processor) {
        behind = processor;
        return this;
    }

    Door open() throws Exception {
        SmtpRules rules = rules();
        Properties settings = new Properties();
        settings.put("nightcall.smtp", "" + port);
        settings.put("nightcall.smtp.host", host);
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.addComponent("smtp-server", new SmtpServerComponent(rules, meters(), clock()));
        camel.addRoutes(new SmtpRoutes());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").errorHandler(noErrorHandler()).process(Door.this::note);
            }
        });
        camel.start();
        return this;
    }

    Meters meters() {
        return new Meters(registry, clock());
    }

    Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-22T03:10:00Z"), ZoneOffset.UTC);
    }

    SmtpRules rules() {
        return new SmtpRules("nightcall.example", Network.parseAll(networks), new Recipients(recipients),
                new Users(users), Optional.ofNullable(tls), tlsRequired, authWithoutTls,
                new SmtpRules.Limits(octets, memory, mostRecipients, connections, connectionsPerAddress, mailsPerMinute,
                        commandsPerMinute, idle, transfer));
    }

    private void note(Exchange exchange) throws Exception {
        behind.process(exchange);
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        mails.add(exchange.getMessage().getBody(RawMail.class));
    }

    CamelContext camel() {
        return camel;
    }

    int port() {
        return ((SmtpServerConsumer) camel.getRoute("smtp").getConsumer()).port();
    }

    Client client() throws Exception {
        return new Client(port());
    }

    /** What has come out of the route, in its order. */
    List<RawMail> mails() {
        return mails;
    }

    List<Map<String, Object>> headers() {
        return headers;
    }

    /** Of {@code accepted} or {@code failed}. */
    double counted(String result) {
        return registry.get("nightcall.smtp.mails").tag("result", result).counter().count();
    }

    double refused(Refusal reason) {
        return registry.get("nightcall.smtp.refused").tag("reason", reason.word()).counter().count();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
