package dev.nightcall.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Leaves out what camel-aws2-sqs says at each poll that fails. It throws the same to its poll strategy, which tells an outage
 * once; all else that it says stays.
 */
public final class PollingErrors extends Filter<ILoggingEvent> {

    private static final String BEGINNING = "Error while polling";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getFormattedMessage().startsWith(BEGINNING) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
