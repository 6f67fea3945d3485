package dev.nightcall.aws;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What of an outage is in the log. */
class OutageLogTest {

    private static final AwsServiceException THROTTLED = error("ThrottlingException");
    private static final AwsServiceException IN_USE = error("TransactionConflictException");

    private final OutageLog outages = new OutageLog(Clock.fixed(Instant.parse("2026-11-29T03:10:00Z"), ZoneOffset.UTC));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OutageLog.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void itsBeginIsToldOnce() {
        for (int n = 0; n < 100; n++) {
            outages.met("reading", SdkClientException.create("no connection"));
        }

        assertThat(warnings()).singleElement().asString().contains("reading: an outage begins");
    }

    @Test
    void whoCanWaitForAServiceThatAsksForLessSaysNothing() {
        outages.met("reading", THROTTLED);
        outages.met("reading", IN_USE);

        assertThat(warnings()).isEmpty();
    }

    @Test
    void whoIsTurnedAwayBecauseOfItIsToldOf() {
        outages.turnedAway("answering http", IN_USE);
        assertThat(warnings()).isEmpty();

        outages.turnedAway("answering http", THROTTLED);
        assertThat(warnings()).singleElement().asString().contains("answering http: an outage begins");
    }

    private List<String> warnings() {
        return log.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static AwsServiceException error(String code) {
        return DynamoDbException.builder().awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).build();
    }
}
