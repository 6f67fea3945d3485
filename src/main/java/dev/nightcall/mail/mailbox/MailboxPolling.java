package dev.nightcall.mail.mailbox;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Lease;
import dev.nightcall.metrics.Meters;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

import java.util.Optional;

/**
 * Whether a mailbox is polled now: not while it is being spared, nor while another Nightcall reads it. Whatever goes wrong
 * between Camel's consumer and the server ends here as well.
 */
final class MailboxPolling implements PollingConsumerPollStrategy, ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxPolling.class);

    private final MailboxAddress mailbox;
    private final Lease lease;
    private final MailboxPause pause;
    private final MailboxTries tries;
    private final MailboxWatch watch;
    private final Meters meters;
    private final ProducerTemplate alerts;
    private boolean reached;

    MailboxPolling(MailboxAddress mailbox, Lease lease, MailboxPause pause, MailboxTries tries, MailboxWatch watch,
                   Meters meters, CamelContext camel) {
        this.mailbox = mailbox;
        this.lease = lease;
        this.pause = pause;
        this.tries = tries;
        this.watch = watch;
        this.meters = meters;
        this.alerts = camel.createProducerTemplate();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        reached = true;
        if (!pause.begin()) {
            return false;
        }
        try {
            if (lease.hold()) {
                return true;
            }
            watch.leave();
            meters.mailbox(mailbox.toString(), Double.NaN);
        } catch (SdkException e) {
            pause.fail();
            LOG.warn("{} is not polled, as nobody can say who reads it: {}", mailbox, e.toString());
        }
        return false;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        if (reached) {
            meters.mailbox(mailbox.toString(), 1);
            tell(watch.reachable());
        }
        if (pause.end()) {
            tries.polled();
        }
    }

    /** Camel tells the exception handler, which is this. @return false: not again at once */
    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        return false;
    }

    @Override
    public void handleException(Throwable exception) {
        handleException("", exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        reached = false;
        pause.fail();
        meters.mailbox(mailbox.toString(), 0);
        LOG.warn("{} cannot be read: {}", mailbox, exception.toString());
        LOG.debug("because of", exception);
        tell(watch.unreachable(exception.toString()));
    }

    /** A mail was handled, but could not be marked. */
    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        String uid = exchange == null ? null : exchange.getProperty(MailboxProcessor.UID, String.class);
        if (uid == null) {
            handleException(message, exception);
            return;
        }
        tries.notMarked(uid);
        LOG.warn("mail {} in {} was handled, but the server did not mark it: {}", uid, mailbox, exception.toString());
        LOG.debug("because of", exception);
    }

    private void tell(Optional<Alert> news) {
        news.ifPresent(alert -> {
            try {
                alerts.sendBody("direct:alert", alert);
                watch.told(alert);
            } catch (CamelExecutionException e) {
                LOG.warn("It could not be told yet that {}: {}", alert.summary(), e.getCause().toString());
            }
        });
    }
}
