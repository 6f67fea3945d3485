package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls, who is on call, and dead letters. */
@ExtendWith(SharedNightcall.class)
class OtherApiTest {

    private final RunningNightcall nightcall;

    OtherApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @ParameterizedTest
    @CsvSource({"/api/calls?day=today, day", "/api/calls?day=2026-13-01, day", "/api/calls?limit=0, limit",
            "/api/calls?next=e30, next", "/api/calls?next=x!, next", "/api/oncall?at=now, at",
            "/api/oncall?at=2026-11-22T03:10:00, at", "/api/oncall?at=%2B99999-11-22T03:10:00Z, at",
            "/api/dead-letters?limit=101, limit"})
    void namesWhatIsWrong(String path, String field) {
        Answer answer = nightcall.get(path.replace("!", "%21"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo(field);
    }

    @Test
    void listsNoCallsOfADayWithoutAny() {
        Answer answer = nightcall.get("/api/calls?day=2001-01-01");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("calls").isArray()).isTrue();
        assertThat(answer.json().path("calls")).isEmpty();
        assertThat(answer.json().path("waiting").isArray()).isTrue();
        assertThat(answer.json().hasNonNull("next")).isFalse();
    }

    @Test
    void pagesCalls() {
        nightcall.script("+819000000002", Map.of("behaviour", "busy"));
        nightcall.alert("called-pages", "Server1", "CPU", "error", "firing");
        await().until(() -> nightcall.get("/api/calls?limit=500").json().path("calls").size() >= 2);

        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = nightcall.get("/api/calls?limit=1" + next).json();
            page.path("calls").forEach(call -> ids.add(call.path("id").asText()));
            next = page.hasNonNull("next") ? "&next=" + page.path("next").asText() : null;
        } while (next != null);

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void showsWhoIsReached() {
        Answer answer = nightcall.get("/api/oncall?at=2026-11-22T03:10:00+09:00");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode plan = answer.json();
        assertThat(plan.path("at").asText()).isEqualTo("2026-11-21T18:10:00Z");
        assertThat(plan.path("engineers").path(0).path("id").asText()).isEqualTo("sato");
        assertThat(plan.path("engineers").path(0).path("name").asText()).isEqualTo("佐藤");
        assertThat(plan.path("engineers").path(0).path("language").asText()).isEqualTo("en-US");
        assertThat(plan.path("engineers").path(0).path("phones").path(0).asText()).isEqualTo("+***001");
        assertThat(plan.path("teams").path("web").path(0).asText()).isEqualTo("suzuki");
        JsonNode step = plan.path("policies").path(1).path("steps").path(1);
        assertThat(step.path("wait").asText()).isEqualTo("PT30M");
        assertThat(step.path("recipients").path(0).path("recipient").asText()).isEqualTo("call:web");
        assertThat(step.path("recipients").path(0).path("engineers").path(1).asText()).isEqualTo("sato");
        assertThat(step.path("recipients").path(1).has("engineers")).isFalse();
        assertThat(answer.body()).doesNotContain("8190");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"2026-11-24T12:00:00Z, sato, 2026-11-25T09:00:00Z",
            "2026-11-25T09:00:00Z, suzuki, 2026-11-25T10:00:00Z", "2026-11-25T10:00:00Z, sato, 2026-11-25T12:00:00Z",
            "2026-12-01T09:00:00Z, -, -"})
    void showsWhoIsOnDutyAndUntilWhen(String at, String who, String until) {
        JsonNode plan = nightcall.get("/api/oncall?at=" + at).json();

        JsonNode schedule = plan.path("schedules").path(0);
        assertThat(schedule.path("name").asText()).isEqualTo("primary");
        assertThat(schedule.path("timezone").asText()).isEqualTo("Europe/London");
        assertThat(schedule.path("engineers").path(0).asText(null)).isEqualTo(who);
        assertThat(schedule.path("until").asText(null)).isEqualTo(until);
        JsonNode recipient = plan.path("policies").path(2).path("steps").path(0).path("recipients").path(0);
        assertThat(recipient.path("engineers")).isEqualTo(schedule.path("engineers"));
    }

    @Test
    void showsADeadLetterAndReplaysIt() {
        String id = sendToQueue(nightcall.night.names().queues().alerts(), "not an alert, says +819012345678");

        JsonNode letter = await().until(() -> deadLetter(id), found -> found != null);
        assertThat(letter.path("origin").asText()).isEqualTo("alerts");
        assertThat(letter.path("reason").asText()).contains("not a Alert");
        assertThat(letter.path("body").asText()).isEqualTo("not an alert, says +***678");
        assertThat(nightcall.get("/api/dead-letters").body()).doesNotContain("9012345");
        assertThat(letter.path("at").asText()).endsWith("Z");
        assertThat(deadLetter(id)).as("looking does not hide it").isNotNull();

        assertThat(nightcall.post("/api/dead-letters/" + id + "/replay", "").status()).isEqualTo(204);

        // It can be handled no better than before, so that it is a dead letter again, by another message.
        await().until(() -> deadLetter(id) == null
                && nightcall.get("/api/dead-letters").body().contains("not an alert"));
        assertThat(nightcall.post("/api/dead-letters/" + id + "/replay", "").status()).isEqualTo(404);
    }

    @Test
    void keepsARecordThatCannotBeReadAndReadsOn() {
        try (KinesisClient kinesis = KinesisClient.create()) {
            kinesis.putRecord(put -> put.streamName(nightcall.night.names().stream()).partitionKey("p")
                    .data(SdkBytes.fromUtf8String("\u0001{no record")));
        }
        String id = await().until(() -> deadLetterWith("{no record"), found -> found != null)
                .path("id").asText();

        assertThat(deadLetter(id).path("origin").asText()).isEqualTo("contact-records");
        assertThat(nightcall.post("/api/dead-letters/" + id + "/replay", "").status()).isEqualTo(204);
        assertThat(deadLetter(id)).as("still no contact record").isNotNull();
    }

    @Test
    void refusesToReplayWhatComesFromNowhere() {
        String id = sendToQueue(nightcall.night.names().queues().deadLetters(), "somebody else's");

        assertThat(deadLetter(id).path("origin").asText()).isEqualTo("unknown");
        assertThat(nightcall.post("/api/dead-letters/" + id + "/replay", "").status()).isEqualTo(409);
        assertThat(deadLetter(id)).isNotNull();
    }

    private JsonNode deadLetter(String id) {
        for (JsonNode letter : nightcall.get("/api/dead-letters").json().path("deadLetters")) {
            if (letter.path("id").asText().equals(id)) {
                return letter;
            }
        }
        return null;
    }

    private JsonNode deadLetterWith(String body) {
        for (JsonNode letter : nightcall.get("/api/dead-letters").json().path("deadLetters")) {
            if (letter.path("body").asText().contains(body)) {
                return letter;
            }
        }
        return null;
    }

    private static String sendToQueue(String queue, String body) {
        try (SqsClient sqs = SqsClient.create()) {
            String url = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
            return sqs.sendMessage(send -> send.queueUrl(url).messageBody(body)).messageId();
        }
    }
}
