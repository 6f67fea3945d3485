package dev.nightcall.mail.mailbox;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Lease;
import dev.nightcall.aws.Table;
import dev.nightcall.metrics.Meters;
import dev.nightcall.settings.Durations;
import jakarta.mail.PasswordAuthentication;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.Policy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * The template of a route from a mailbox, by IMAP or POP3. {@code docs/mailbox.md} says what its parameters mean.
 *
 * <p>A mail is marked, moved or deleted only after {@code direct:mail} has returned, that is when SQS has what it says.
 */
public final class MailboxRoutes extends RouteBuilder {

    /** What {@code routeTemplateRef} names. */
    public static final String TEMPLATE = "mailbox";

    private static final Logger LOG = LoggerFactory.getLogger(MailboxRoutes.class);

    /**
     * The mail comes without its headers and is not taken apart; its password is in no URI; every wait has an end (20 s to
     * connect, and for each answer); a certificate must be the server's, and without TLS it is asked for all the same.
     */
    private static final String CONSUMER = "{{server}}?folderName=RAW({{folder}})&authenticator=#{{mailbox-login}}"
            + "&pollStrategy=#{{mailbox-polling}}&exceptionHandler=#{{mailbox-errors}}"
            + "&mailUidGenerator=#{{mailbox-uids}}&idempotentRepository=#{{mailbox-skips}}"
            + "&headerFilterStrategy=#{{mailbox-headers}}"
            + "&delay={{delay}}&initialDelay={{delay}}&fetchSize={{fetchSize}}&connectionTimeout=20000"
            + "&unseen=true&delete=false&peek=true&mapMailMessage=false&closeFolder=true&disconnect=true"
            + "&handleFailedMessage=true"
            + "&mail.imaps.ssl.checkserveridentity=true&mail.pop3s.ssl.checkserveridentity=true"
            + "&mail.imap.ssl.checkserveridentity=true&mail.pop3.ssl.checkserveridentity=true"
            + "&mail.imap.starttls.enable=true&mail.pop3.starttls.enable=true";

    private final Table leases;
    private final Meters meters;
    private final Clock clock;
    private final ClockWatch watch;

    /** @param leases the table {@code nightcall-fleet}; no mailbox is read without it and the watch */
    public MailboxRoutes(Table leases, Meters meters, Clock clock, ClockWatch watch) {
        this.leases = leases;
        this.meters = meters;
        this.clock = clock;
        this.watch = watch;
    }

    @Override
    public void configure() {
        routeTemplate(TEMPLATE)
            .templateParameter("server")
            .templateParameter("username")
            .templateParameter("password")
            .templateParameter("folder", "INBOX")
            .templateParameter("delay", "10s")
            .templateParameter("fetchSize", "20")
            .templateParameter("maxBytes", "5242880")
            .templateParameter("tries", "5")
            .templateParameter("failedFolder", "Nightcall-Failed")
            .templateParameter("moveTo", "")
            .templateParameter("delete", "false")
            .templateParameter("lease", "60s")
            .templateParameter("longestPause", "5m")
            .templateParameter("tellAfter", "10m")
            .configure(this::bind)
            .from(CONSUMER).routePolicyRef("{{mailbox-leave}}")
                // The consumer is the one to hear of a failure: it leaves the mail unread.
                .errorHandler(noErrorHandler())
                .process("{{mailbox-check}}").id("mailbox-check")
                .doTry().id("mailbox-try")
                    .process("{{mailbox-read}}").id("mailbox-read")
                    .policy("{{mailbox-guard}}").id("mailbox-guard")
                        .to("direct:mail").id("mailbox-to-mail")
                    .endDoTry()
                    .process("{{mailbox-done}}").id("mailbox-done")
                .doCatch(Exception.class)
                    .process("{{mailbox-failed}}").id("mailbox-failed")
                    .doTry().id("mailbox-try-to-tell")
                        .to("direct:alert").id("mailbox-to-alert")
                        .process("{{mailbox-set-aside}}").id("mailbox-set-aside")
                    .doCatch(Exception.class)
                        .process("{{mailbox-untold}}").id("mailbox-untold")
                    .end()
                .end();
    }

    private void bind(RouteTemplateContext template) {
        Parameters parameters = new Parameters(template);
        MailboxAddress mailbox = MailboxAddress.of(parameters.text("server"), parameters.text("username"),
                parameters.text("folder"));
        if (!mailbox.isEncrypted()) {
            LOG.warn("{} is read without TLS: its password and its mails can be read on the way. Use {}s.", mailbox,
                    mailbox.protocol());
        }
        var after = new MailboxProcessor.Handled(parameters.flag("delete"), parameters.text("moveTo"),
                parameters.text("failedFolder"));
        // Two that read the same mail raise the same alert, which joins its incident.
        Lease lease = new Lease(leases, Item.of("set", "mailboxes").with("name", mailbox), UUID.randomUUID().toString(),
                parameters.duration("lease"), clock, watch);
        MailboxPause pause = new MailboxPause(parameters.duration("delay"), parameters.duration("longestPause"), clock);
        MailboxTries tries = new MailboxTries(parameters.number("tries", 1000));
        MailboxAlerts alerts = new MailboxAlerts(mailbox, clock);
        MailboxWatch told = new MailboxWatch(alerts, parameters.duration("tellAfter"), clock);
        MailboxPolling polling = new MailboxPolling(mailbox, lease, pause, tries, told, meters, template.getCamelContext());
        MailboxUids uids = new MailboxUids(tries);
        MailboxProcessor steps = new MailboxProcessor(mailbox, after,
                new MailboxReader(mailbox, parameters.number("maxBytes", 100_000_000)), tries, pause, lease, alerts, meters);
        parameters.number("fetchSize", 10_000);

        template.bind("mailbox-login", MailAuthenticator.class, new Login(mailbox.username(), parameters.text("password")));
        template.bind("mailbox-polling", MailboxPolling.class, polling);
        template.bind("mailbox-errors", ExceptionHandler.class, polling);
        template.bind("mailbox-uids", MailboxUids.class, uids);
        template.bind("mailbox-skips", IdempotentRepository.class, uids);
        template.bind("mailbox-headers", HeaderFilterStrategy.class, new MailboxHeaders());
        template.bind("mailbox-leave", RoutePolicy.class, new Leave(mailbox, lease));
        template.bind("mailbox-guard", Policy.class, new Guard());
        template.bind("mailbox-check", Processor.class, (Processor) steps::check);
        template.bind("mailbox-read", Processor.class, (Processor) steps::read);
        template.bind("mailbox-done", Processor.class, (Processor) steps::done);
        template.bind("mailbox-failed", Processor.class, (Processor) steps::failed);
        template.bind("mailbox-set-aside", Processor.class, (Processor) steps::setAside);
        template.bind("mailbox-untold", Processor.class, (Processor) steps::untold);
    }

    /** The parameters of one mailbox. What is wrong with one is said with its name. */
    private record Parameters(RouteTemplateContext template) {

        private static final Duration SHORTEST = Duration.ofMillis(10);
        private static final Duration LONGEST = Duration.ofHours(24);

        String text(String name) {
            Object value = template.getProperty(name);
            try {
                return value == null ? "" : template.getCamelContext().resolvePropertyPlaceholders(value.toString());
            } catch (IllegalArgumentException e) {
                // Camel's message shows the text around the placeholder, which of a password must not be seen.
                throw new IllegalArgumentException("mailbox: " + name + " has a placeholder {{…}} for which there is no value");
            }
        }

        int number(String name, int max) {
            String text = text(name);
            int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
            if (number < 1 || number > max) {
                throw new IllegalArgumentException("mailbox: " + name + " must be a number from 1 to " + max
                        + ", and not " + text);
            }
            return number;
        }

        Duration duration(String name) {
            Duration duration;
            try {
                duration = Durations.parse(text(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("mailbox: " + name + " " + e.getMessage() + ", and not " + text(name), e);
            }
            if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("mailbox: " + name + " must be from 10ms to 24h, and not " + text(name));
            }
            return duration;
        }

        boolean flag(String name) {
            String text = text(name);
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("mailbox: " + name + " must be true or false, and not " + text);
            }
            return text.equals("true");
        }
    }

    /** Keeps the password out of the endpoint's URI, which is logged and shown. */
    private static final class Login extends MailAuthenticator {

        private final String username;
        private final String password;

        Login(String username, String password) {
            this.username = username;
            this.password = password;
        }

        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(username, password);
        }
    }

    /**
     * Makes an exception of an error. A mail that is nested too deep may overflow the stack, and an error would end Camel's
     * polling for good.
     */
    private static final class Guard implements Policy {

        @Override
        public void beforeWrap(Route route, NamedNode definition) {
            // Nothing to prepare.
        }

        @Override
        public Processor wrap(Route route, Processor next) {
            return exchange -> {
                try {
                    next.process(exchange);
                } catch (StackOverflowError | LinkageError | AssertionError e) {
                    throw new IllegalStateException(e.toString(), e);
                }
            };
        }
    }

    /** A route that stops gives its lease back. */
    private static final class Leave extends RoutePolicySupport {

        private final MailboxAddress mailbox;
        private final Lease lease;

        Leave(MailboxAddress mailbox, Lease lease) {
            this.mailbox = mailbox;
            this.lease = lease;
        }

        @Override
        public void onStop(Route route) {
            try {
                lease.release();
            } catch (SdkException e) {
                LOG.warn("Another Nightcall waits for the end of the lease of {}: {}", mailbox, e.toString());
            }
        }
    }
}
