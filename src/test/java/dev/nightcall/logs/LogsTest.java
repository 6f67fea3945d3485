package dev.nightcall.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class LogsTest {

    private static final Logger LOG = LoggerFactory.getLogger(LogsTest.class);

    @AfterEach
    void backToPlain() {
        Logs.write("plain");
    }

    @Test
    void writesPlainLines() {
        String line = logged("plain", () -> LOG.info("sato is called"));

        assertThat(line).contains("INFO ", "sato is called").doesNotStartWith("{");
    }

    @Test
    void writesJson() throws Exception {
        String line = logged("json", () -> LOG.warn("{} is \"called\"", "佐藤"));

        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("佐藤 is \"called\"");
        assertThat(json.path("level").asText()).isEqualTo("WARN");
        assertThat(json.path("logger_name").asText()).isEqualTo(LogsTest.class.getName());
    }

    @Test
    void leavesOutStackTracesOfThoseWhoRepeatThemselves() {
        Logger repetitive = LoggerFactory.getLogger("software.amazon.kinesis.retrieval.polling.PrefetchRecordsPublisher");
        for (String form : new String[] {"plain", "json"}) {
            String line = logged(form, () -> repetitive.warn("SQS is away", new IllegalStateException("away")));

            assertThat(line).contains("SQS is away").doesNotContain("LogsTest.java");
            assertThat(line.lines()).hasSize(1);
        }
    }

    @Test
    void leavesOutEachPollThatFailsAndNothingElseOfTheReaderOfQueues() {
        Logger reader = LoggerFactory.getLogger("org.apache.camel.component.aws2.sqs.Sqs2Consumer");
        for (String form : new String[] {"plain", "json"}) {
            assertThat(logged(form, () -> reader.error("Error while polling", new IllegalStateException("away")))).isEmpty();
            assertThat(logged(form, () -> reader.error("a message cannot be deleted"))).contains("cannot be deleted");
        }
    }

    @Test
    void masksTelephoneNumbersInBoth() throws Exception {
        for (String form : new String[] {"plain", "json"}) {
            String line = logged(form, () -> LOG.error("calling {} and %2B4930123456, tel:+14155552671;x, such as +12025550100", "+819012345678",
                    new IllegalStateException("+819087654321 is refused")));

            assertThat(line).contains("+***678", "+***456", "+***671;x", "such as +12025550100", "+***321 is refused")
                    .doesNotContain("+8190", "4930123", "5552");
        }
    }

    @Test
    void leavesTimesAndOtherNumbersAlone() {
        assertThat(logged("plain", () -> LOG.info("2026-11-22T03:10:00+09:00 1763780000000 49668899999 a+123 1+1")))
                .contains("2026-11-22T03:10:00+09:00 1763780000000 49668899999 a+123 1+1");
    }

    /** ConsoleAppender takes the System.out there is when it writes. */
    private static String logged(String form, Runnable log) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Logs.write(form);
            log.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
