package dev.nightcall.local.connect;

import dev.nightcall.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.DestinationNotAllowedException;
import software.amazon.awssdk.services.connect.model.LimitExceededException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static dev.nightcall.local.connect.Telephony.SATO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How much Connect lets through: rate, concurrent calls, destinations, and one contact for one token. */
class QuotaTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T03:00:00Z"));
    private Telephony telephony;

    @BeforeEach
    void start() {
        telephony = Telephony.quick(config -> config.withClock(clock));
        telephony.script(SATO, "no-answer");
    }

    @AfterEach
    void stop() {
        telephony.close();
    }

    @Test
    void fiveAtOnceAndTwoASecond() {
        telephony.settings(Map.of("ratePerSecond", 2, "burst", 5));
        String contactId = "";
        for (int i = 0; i < 5; i++) {
            contactId = telephony.call(SATO);
        }

        assertThrottled();
        telephony.describe(contactId);
        clock.advance(Duration.ofSeconds(1));
        telephony.call(SATO);
        telephony.call(SATO);
        assertThrottled();
        assertThat(telephony.get("/requests").path("StartOutboundVoiceContact").toString())
                .isEqualTo("{\"200\":7,\"429 TooManyRequestsException\":2}");
    }

    @Test
    void tenCallsAtATime() {
        for (int i = 0; i < 9; i++) {
            telephony.call(SATO);
        }
        String tenth = telephony.call(SATO);

        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOfSatisfying(LimitExceededException.class,
                e -> assertThat(e.statusCode()).isEqualTo(429));
        telephony.stop(tenth);
        telephony.call(SATO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4915112345678", "+33123456789", "+442071234567"})
    void otherCountriesAreNotAllowed(String number) {
        assertThatThrownBy(() -> telephony.call(number)).isInstanceOfSatisfying(DestinationNotAllowedException.class,
                e -> assertThat(e.statusCode()).isEqualTo(403));
        telephony.settings(Map.of("allowedPrefixes", List.of("+4", "+3")));
        telephony.script(number, "no-answer");
        telephony.call(number);
    }

    @Test
    void aTokenGivesTheSameContactWhileItIsAlive() {
        String first = telephony.call(SATO, request -> request.clientToken("attempt-1"));

        assertThat(telephony.call(SATO, request -> request.clientToken("attempt-1"))).isEqualTo(first);
        assertThat(telephony.call(SATO, request -> request.clientToken("attempt-2"))).isNotEqualTo(first);
        assertThat(telephony.get("/phones/" + SATO + "/calls")).hasSize(2);
    }

    @Test
    void aTokenDialsAgainWhenItsContactHasEnded() {
        String first = telephony.call(SATO, request -> request.clientToken("attempt-1"));
        telephony.stop(first);

        String second = telephony.call(SATO, request -> request.clientToken("attempt-1"));

        assertThat(second).isNotEqualTo(first);
        assertThat(telephony.call(SATO, request -> request.clientToken("attempt-1"))).isEqualTo(second);
    }

    @Test
    void aTokenHoldsForSevenDays() {
        String first = telephony.call(SATO, request -> request.clientToken("attempt-1"));
        clock.advance(Duration.ofDays(7));

        assertThat(telephony.call(SATO, request -> request.clientToken("attempt-1"))).isNotEqualTo(first);
    }

    @Test
    void aRepeatedTokenNeedsNoFreeLine() {
        telephony.settings(Map.of("concurrentCalls", 1));
        String first = telephony.call(SATO, request -> request.clientToken("attempt-1"));

        assertThat(telephony.call(SATO, request -> request.clientToken("attempt-1"))).isEqualTo(first);
    }

    private void assertThrottled() {
        assertThatThrownBy(() -> telephony.call(SATO)).isInstanceOfSatisfying(ConnectException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(429);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("TooManyRequestsException");
            assertThat(e.isThrottlingException()).isTrue();
        });
    }
}
