package dev.nightcall.queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PostponementTest {

    private final Postponement postponement = new Postponement(Clock.systemUTC(), 5);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 30", "1000000, 30"})
    void pausesGrow(int received, long seconds) {
        assertThat(postponement.pause(new IllegalStateException(), received)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void anErrorCanKeepItsPausesShort() {
        assertThat(postponement.pause(new TryAgain("", Duration.ofSeconds(2), null), 100)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anOutageIsNeverFinal() {
        List<Throwable> outages = List.of(SdkClientException.create("away", new ConnectException()),
                new IllegalStateException(new ConnectException()),
                DynamoDbException.builder().statusCode(500).message("broken").build(),
                DynamoDbException.builder().statusCode(429).message("slower").build(),
                ResourceNotFoundException.builder().statusCode(400).message("no table").build(),
                new TryAgain("quota", Duration.ofSeconds(1), null));

        assertThat(outages).noneMatch(error -> postponement.isFinal(error, 1_000_000));
    }

    @Test
    void anErrorOfOursIsFinalAfterSomeTriesAndAnUnreadableMessageAtOnce() {
        assertThat(postponement.isFinal(new NullPointerException(), 4)).isFalse();
        assertThat(postponement.isFinal(new NullPointerException(), 5)).isTrue();
        assertThat(postponement.isFinal(new Unhandleable("not JSON", null), 1)).isTrue();
    }
}
