package dev.nightcall.local.connect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.InternalServiceException;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Failures on request. */
class FailureTest {

    private static final String START = "StartOutboundVoiceContact";

    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick();
        telephony.script(SATO, "no-answer");
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void failsAsOftenAsAsked() {
        fail(Map.of("operation", START, "status", 500, "times", 2));

        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOf(InternalServiceException.class);
        assertThat(telephony.get("/settings").path("failures").path(0).path("times").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOf(InternalServiceException.class);
        telephony.call(SATO);
        assertThat(telephony.get("/phones/" + SATO + "/calls")).hasSize(1);
    }

    @Test
    void failsUntilToldOtherwiseAndOnlyWhatWasNamed() {
        String contactId = telephony.call(SATO);
        fail(Map.of("operation", "DescribeContact", "status", 429, "error", "ThrottlingException"));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> telephony.describe(contactId)).isInstanceOfSatisfying(ConnectException.class,
                    e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException"));
        }
        telephony.attributes(contactId);
        telephony.settings(Map.of("failures", List.of()));
        telephony.describe(contactId);
    }

    @Test
    void dialsAndLosesTheAnswer() {
        fail(Map.of("operation", START, "status", 500, "times", 1, "after", true));

        assertThatThrownBy(() -> telephony.call(SATO, request -> request.clientToken("attempt-1")))
                .isInstanceOf(InternalServiceException.class);

        String contactId = telephony.call(SATO, request -> request.clientToken("attempt-1"));
        assertThat(telephony.get("/phones/" + SATO + "/calls")).hasSize(1)
                .first().extracting(call -> call.path("contactId").asText()).isEqualTo(contactId);
    }

    @Test
    void answersLateAndRightly() {
        fail(Map.of("operation", START, "times", 1, "delaySeconds", 0.3));
        long before = System.nanoTime();

        telephony.call(SATO);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void answersLateButDialsAtOnce() {
        fail(Map.of("operation", START, "times", 1, "delaySeconds", 20, "after", true));

        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOf(SdkClientException.class);

        Telephony.await().untilAsserted(() -> assertThat(telephony.get("/phones/" + SATO + "/calls")).hasSize(1));
    }

    @Test
    void neverAnswers() {
        fail(Map.of("operation", START, "times", 1, "hang", true));

        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOf(SdkClientException.class);

        assertThat(telephony.get("/phones/" + SATO + "/calls")).isEmpty();
        Telephony.await().untilAsserted(() ->
                assertThat(telephony.get("/requests").path(START).toString()).isEqualTo("{\"no answer\":1}"));
    }

    private void fail(Map<String, ?> failure) {
        telephony.settings(Map.of("failures", List.of(failure)));
    }
}
