package dev.nightcall.mail.mailbox;

import dev.nightcall.mail.RawMail;
import dev.nightcall.alert.Alert;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Table;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Nightcall as far as a mailbox needs it: the template, and what stands behind {@code direct:mail}. */
final class Reading implements AutoCloseable {

    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (.*?)\\r?$");

    private final CamelContext camel = new DefaultCamelContext();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<RawMail> tried = new CopyOnWriteArrayList<>();
    private final List<RawMail> handled = new CopyOnWriteArrayList<>();
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private volatile Processor handling = exchange -> { };
    private volatile Processor raising = exchange -> { };

    Reading(Table lines, Clock clock) throws Exception {
        this(lines, clock, new ClockWatch(clock, Duration.ofSeconds(20)));
    }

    Reading(Table lines, Clock clock, ClockWatch watch) throws Exception {
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        camel.getShutdownStrategy().setTimeout(300);
        camel.addRoutes(new MailboxRoutes(lines, new Meters(registry, clock), clock, watch));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:mail").routeId("mail").errorHandler(noErrorHandler()).process(Reading.this::take);
                from("direct:alert").routeId("alert").errorHandler(noErrorHandler()).process(Reading.this::raise);
            }
        });
        camel.start();
    }

    /** @param parameters name, value, name, value… */
    Reading from(MailServer server, String... parameters) {
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(camel, MailboxRoutes.TEMPLATE).routeId("box")
                .parameter("server", server.url()).parameter("username", MailServer.USER)
                .parameter("password", "{{test.password}}").parameter("delay", "50ms").parameter("longestPause", "200ms");
        for (int i = 0; i < parameters.length; i += 2) {
            route.parameter(parameters[i], parameters[i + 1]);
        }
        camel.getPropertiesComponent().addInitialProperty("test.password", MailServer.PASSWORD);
        route.add();
        return this;
    }

    /** What {@code direct:mail} does with a mail whose subject is this; it may throw. */
    void handle(Processor handling) {
        this.handling = handling;
    }

    void failOn(Predicate<String> subject, Exception error) {
        handle(exchange -> {
            if (subject.test(subject(exchange.getMessage().getBody(RawMail.class)))) {
                throw error;
            }
        });
    }

    void raiseWith(Processor raising) {
        this.raising = raising;
    }

    List<String> tried() {
        return tried.stream().map(Reading::subject).toList();
    }

    List<String> handled() {
        return handled.stream().map(Reading::subject).toList();
    }

    List<RawMail> mails() {
        return handled;
    }

    /** Alerts that say that something is wrong. */
    List<Alert> firing() {
        return alerts.stream().filter(Alert::isFiring).toList();
    }

    List<Alert> alerts() {
        return alerts;
    }

    double count(String outcome) {
        var counter = registry.find("nightcall.mailbox.mails").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    double up() {
        var gauge = registry.find("nightcall.mailbox.up").gauge();
        return gauge == null ? -1 : gauge.value();
    }

    CamelContext camel() {
        return camel;
    }

    /** As if the process had died: it polls no more, and gives nothing back. */
    void die() throws Exception {
        camel.getRouteController().suspendRoute("box");
    }

    @Override
    public void close() {
        camel.stop();
    }

    private void take(Exchange exchange) throws Exception {
        RawMail mail = exchange.getMessage().getBody(RawMail.class);
        tried.add(mail);
        handling.process(exchange);
        handled.add(mail);
    }

    private void raise(Exchange exchange) throws Exception {
        raising.process(exchange);
        alerts.add(exchange.getMessage().getBody(Alert.class));
    }

    private static String subject(RawMail mail) {
        Matcher subject = SUBJECT.matcher(new String(mail.bytes(), StandardCharsets.ISO_8859_1));
        return subject.find() ? subject.group(1) : "";
    }
}
