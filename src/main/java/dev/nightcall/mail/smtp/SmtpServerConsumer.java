package dev.nightcall.mail.smtp;

import dev.nightcall.mail.RawMail;
import dev.nightcall.metrics.Meters;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/** Runs the SMTP server while the route runs. */
public final class SmtpServerConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpServerConsumer.class);
    /** Longer than a request to SQS may take by default; routes stop one after the other, all within one time limit. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String host;
    private final int port;
    private final SmtpRules rules;
    private final Meters meters;
    private final Clock clock;
    private SmtpServer server;

    SmtpServerConsumer(Endpoint endpoint, Processor processor, String host, int port, SmtpRules rules, Meters meters,
                       Clock clock) {
        super(endpoint, processor);
        this.host = host;
        this.port = port;
        this.rules = rules;
        this.meters = meters;
        this.clock = clock;
    }

    /** Where it listens; other than the setting when that is 0. */
    public int port() {
        return server.port();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorService threads = getEndpoint().getCamelContext().getExecutorServiceManager()
                .newCachedThreadPool(this, "smtp");
        SmtpServer starting = new SmtpServer(host, port, rules, this::deliver, meters, clock, threads);
        starting.start();
        server = starting;
        LOG.info("mail is taken by SMTP on {}:{}", host, port());
    }

    @Override
    protected void doStop() throws Exception {
        if (server != null) {
            server.stop(PATIENCE);
        }
        super.doStop();
    }

    private void deliver(RawMail mail) throws Exception {
        Exchange exchange = getEndpoint().createExchange();
        exchange.getMessage().setBody(mail);
        getProcessor().process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        if (exchange.isRollbackOnly()) {
            throw new RollbackExchangeException(exchange);
        }
    }
}
