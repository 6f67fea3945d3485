package dev.nightcall.queue;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Outage;
import dev.nightcall.aws.OutageLog;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How queues and the stream are read: not while our clock is wrong, and an outage is told once. */
public final class QueuePolling implements PollingConsumerPollStrategy {

    private static final Logger LOG = LoggerFactory.getLogger(QueuePolling.class);
    private final ClockWatch clock;
    private final OutageLog outages;

    public QueuePolling(ClockWatch clock, OutageLog outages) {
        this.clock = clock;
        this.outages = outages;
    }

    /** Whether anything may be read now. */
    public boolean begin() {
        return clock.isRight();
    }

    /** Something could not be read or handled, and is tried again. */
    public void failed(String queue, Throwable error) {
        if (Outage.isCauseOf(error)) {
            outages.met("reading " + queue, error);
        } else {
            LOG.warn("{} cannot be read now, and is tried again", queue, error);
        }
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return begin();
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        // What was read is deleted when its exchange is done.
    }

    /** @return false: the next poll follows by itself, after Camel's back-off */
    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception error) {
        failed(endpoint.getEndpointBaseUri(), error);
        return false;
    }
}
