package dev.nightcall.intake;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What the sender hears while SQS is away. */
class DoorOutageTest {

    private static final String TWO_ALERTS = """
            [{"system": "XYZ", "host": "a"}, {"system": "XYZ", "host": "b"}]""";

    @Test
    void nothingIsAcceptedAndTheSenderLearnsThatItCanRepeat() {
        try (RunningDoor door = new RunningDoor()) {
            door.stopSqs();

            HttpResponse<String> answer = assertTimeout(Duration.ofSeconds(30), () -> door.send(door.post(TWO_ALERTS)));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).doesNotContain("Exception", "127.0.0.1", "amazon");
            assertThat(door.tree(answer.body()).path("detail").asText()).contains("sent again");
        }
    }
}
