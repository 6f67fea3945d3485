package dev.nightcall.intake;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.OutageLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

/** What is logged of a request that was refused. */
class ProblemAnswerTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ProblemAnswer.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void whatTheCallerSentMakesNoLineOfItsOwn() {
        new ProblemAnswer(Json.mapper(), new OutageLog(Clock.systemUTC())).log("api",
                Problem.of(404, "there is no incident \r\n2026-12-01 ERROR \u001b[31mall is lost"), new IllegalStateException());

        assertThat(log.list).singleElement().returns("Route api answers 404: there is no incident   2026-12-01 ERROR  [31mall is lost",
                ILoggingEvent::getFormattedMessage);
    }
}
