package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Nightcall of its own, since its queues and in the end all of AWS are taken away. */
@TestMethodOrder(OrderAnnotation.class)
class HealthAndMetricsTest {

    private static RunningNightcall nightcall;

    @BeforeAll
    static void start() throws Exception {
        nightcall = new RunningNightcall();
    }

    @AfterAll
    static void stop() throws Exception {
        nightcall.close();
    }

    @Test
    @Order(1)
    void isReadyWhenEverythingIsThere() {
        Answer ready = await().atMost(Duration.ofSeconds(20)).until(() -> nightcall.manage("/health/ready"), a -> a.status() == 200);

        assertThat(ready.json().path("status").asText()).isEqualTo("UP");
        for (String name : List.of("queue nightcall-alerts", "queue nightcall-dead-letters", "table nightcall-incidents",
                "table nightcall-contact-record-leases", "stream nightcall-contact-records", "connect", "oncall.yaml")) {
            assertThat(check(ready, name).path("status").asText()).as(name).isEqualTo("UP");
        }
        assertThat(nightcall.manage("/health/live").status()).isEqualTo(200);
        assertThat(nightcall.manage("/health").status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void tellsOfABrokenPlanButStaysReady() throws Exception {
        Files.writeString(nightcall.plan, RunningNightcall.PLAN.replace("rounds: 2", "rounds: none"));
        await().atMost(Duration.ofSeconds(10)).until(() -> nightcall.get("/api/oncall").json().path("problem").asText().contains("rounds"));

        Answer ready = nightcall.manage("/health/ready");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(check(ready, "oncall.yaml").path("message").asText()).contains("the plan read before stays in force", "rounds");

        Files.writeString(nightcall.plan, RunningNightcall.PLAN.replace("rounds: 2", "rounds: 4"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !nightcall.get("/api/oncall").json().has("problem"));
        assertThat(nightcall.get("/api/oncall").json().path("policies").path(1).path("rounds").asInt()).isEqualTo(4);
    }

    @Test
    @Order(3)
    void countsAndMeasures() {
        nightcall.script("+819000000002", """
                {"behaviour": "answer", "afterSeconds": 0.1, "keys": ["1", "1"], "keyAfterSeconds": 0.1}""");
        nightcall.alert("called-metrics", "Server1", "CPU", "error", "firing");
        await().atMost(Duration.ofSeconds(15)).until(() -> metrics().contains("nightcall_calls_total{outcome=\"acknowledged\"} 1.0"));
        nightcall.alert("called-metrics", "Server1", "Disk", "error", "firing");
        nightcall.alert("called-metrics", "Server1", "CPU", "error", "resolved");
        nightcall.alert("nobody-knows", "Server1", "CPU", "error", "resolved");
        nightcall.post("/api/suppressions", "{\"system\": \"held\", \"minutes\": 5, \"by\": \"sato\"}");
        nightcall.alert("held", "Server1", "CPU", "error", "firing");
        sendToQueue("nightcall-alerts", "no alert");

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(metrics()).contains(
                "nightcall_alerts_total{decision=\"accepted\"} 5.0",
                "nightcall_alerts_total{decision=\"opened\"} 1.0",
                "nightcall_alerts_total{decision=\"joined\"} 1.0",
                "nightcall_alerts_total{decision=\"recovered\"} 1.0",
                "nightcall_alerts_total{decision=\"ignored\"} 1.0",
                "nightcall_alerts_total{decision=\"held\"} 1.0",
                "nightcall_incidents{status=\"acknowledged\"} 1.0",
                "nightcall_incidents{status=\"open\"} 0.0",
                "nightcall_dial_wait_seconds_count 1",
                "nightcall_queue_messages{queue=\"nightcall-dead-letters\"} 1.0",
                "nightcall_queue_age_seconds_count{queue=\"nightcall-alerts\"} 6",
                "nightcall_dead_letters_total{origin=\"alerts\"} 1.0",
                "nightcall_dead_letters_total{origin=\"contact-records\"} 0.0",
                "nightcall_contact_record_lag_seconds_count",
                "nightcall_contact_record_behind_seconds{shard=\"shardId-000000000000\"}",
                "camel_exchanges_failures_handled_total"));
        assertThat(metrics()).doesNotContain("camel_exchange_event", "camel_exchanges_succeeded", "camel_exchanges_inflight");
    }

    @Test
    @Order(4)
    void namesAQueueThatIsMissing() {
        try (SqsClient sqs = SqsClient.create()) {
            sqs.deleteQueue(delete -> delete.queueUrl(sqs.getQueueUrl(get -> get.queueName("nightcall-calls")).queueUrl()));
        }

        Answer ready = await().atMost(Duration.ofSeconds(10)).until(() -> nightcall.manage("/health/ready"), a -> a.status() == 503);

        assertThat(check(ready, "queue nightcall-calls").path("status").asText()).isEqualTo("DOWN");
        assertThat(check(ready, "queue nightcall-calls").path("message").asText()).contains("HTTP 400");
        assertThat(check(ready, "queue nightcall-alerts").path("status").asText()).isEqualTo("UP");
        assertThat(nightcall.manage("/health/live").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void staysAliveAndAnswersQuicklyWhenAllOfAwsIsAway() throws Exception {
        nightcall.standIns.close();

        Answer ready = await().atMost(Duration.ofSeconds(15)).until(() -> nightcall.manage("/health/ready"),
                a -> a.status() == 503 && check(a, "table nightcall-incidents").path("status").asText().equals("DOWN"));

        long started = System.nanoTime();
        assertThat(nightcall.manage("/health/live").status()).isEqualTo(200);
        assertThat(nightcall.manage("/health/live").json().path("status").asText()).isEqualTo("UP");
        nightcall.manage("/health/ready");
        nightcall.manage("/metrics");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        assertThat(check(ready, "table nightcall-incidents").path("message").asText()).isNotEmpty();
        assertThat(ready.body()).doesNotContain("\\tat ", "stacktrace");
        assertThat(nightcall.get("/api/incidents").status()).isEqualTo(503);
        await().atMost(Duration.ofSeconds(10)).until(() -> metrics().contains("nightcall_incidents{status=\"open\"} NaN"));
    }

    private static String metrics() {
        return nightcall.manage("/metrics").body();
    }

    private static JsonNode check(Answer answer, String name) {
        for (JsonNode check : answer.json().path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError(name + " is not in " + answer.body());
    }

    private static void sendToQueue(String queue, String body) {
        try (SqsClient sqs = SqsClient.create()) {
            sqs.sendMessage(send -> send.queueUrl(sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl()).messageBody(body));
        }
    }
}
