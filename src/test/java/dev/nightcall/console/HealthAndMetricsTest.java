package dev.nightcall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.console.RunningNightcall.Answer;
import dev.nightcall.local.Names;
import dev.nightcall.night.Cloud;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Nightcall of its own, since a queue and in the end all of AWS are taken away from it. */
@ExtendWith(Cloud.Extension.class)
@TestMethodOrder(OrderAnnotation.class)
class HealthAndMetricsTest {

    private static RunningNightcall nightcall;
    private static Cloud cloud;
    private static Names names;
    private static Names.Queues queues;

    @BeforeAll
    static void start(Cloud shared) throws Exception {
        cloud = shared;
        nightcall = new RunningNightcall(cloud);
        names = nightcall.night.names();
        queues = names.queues();
    }

    @AfterAll
    static void stop() throws Exception {
        nightcall.close();
    }

    @Test
    @Order(1)
    void isReadyWhenEverythingIsThere() {
        Answer ready = await().until(() -> nightcall.manage("/health/ready"), a -> a.status() == 200);

        assertThat(ready.json().path("status").asText()).isEqualTo("UP");
        for (String name : List.of("queue " + queues.alerts(), "queue " + queues.deadLetters(), "table " + names.tables().incidents(),
                "table " + names.stream() + "-leases", "stream " + names.stream(), "connect", "oncall.yaml")) {
            assertThat(check(ready, name).path("status").asText()).as(name).isEqualTo("UP");
        }
        assertThat(nightcall.manage("/health/live").status()).isEqualTo(200);
        Answer people = nightcall.manage("/health");
        assertThat(people.status()).isEqualTo(200);
        assertThat(people.type()).startsWith("text/plain");
        assertThat(people.body().lines()).singleElement().asString().startsWith("UP: nothing is wrong in ");
        assertThat(nightcall.manage("/health?detail=long").body().lines()).contains("UP      connect", "UP      route:check-connect");
        assertThat(nightcall.send(nightcall.management("/health").header("accept", "application/json")).json().path("status").asText())
                .isEqualTo("UP");
    }

    @Test
    @Order(2)
    void tellsOfABrokenPlanButStaysReady() throws Exception {
        Files.writeString(nightcall.night.onCallFile(), RunningNightcall.PLAN.replace("rounds: 2", "rounds: none"));
        await().until(() -> nightcall.get("/api/oncall").json().path("problem").asText().contains("rounds"));
        // Since when is seen by another timer.
        await().until(() -> nightcall.manage("/health/ready").body().contains("cannot be used since"));

        Answer ready = nightcall.manage("/health/ready");
        Answer people = nightcall.manage("/health");

        assertThat(ready.status()).isEqualTo(200);
        assertThat(people.status()).isEqualTo(200);
        assertThat(people.body().lines().findFirst()).get().asString()
                .startsWith("UP      oncall.yaml: cannot be used since 20").contains(nightcall.night.onCallFile() + ":");
        assertThat(check(ready, "oncall.yaml").path("message").asText()).contains("cannot be used since 20", "the last good plan stays in force", "rounds");

        Files.writeString(nightcall.night.onCallFile(), RunningNightcall.PLAN.replace("rounds: 2", "rounds: 4"));
        await().until(() -> !nightcall.get("/api/oncall").json().has("problem"));
        assertThat(nightcall.get("/api/oncall").json().path("policies").path(1).path("rounds").asInt()).isEqualTo(4);
    }

    @Test
    @Order(3)
    void countsAndMeasures() {
        nightcall.script("+819000000002", Map.of("behaviour", "answer", "afterSeconds", 0.1,
                "keys", List.of("1", "1"), "keyAfterSeconds", 0.1));
        nightcall.alert("called-metrics", "Server1", "CPU", "error", "firing");
        await().until(() -> metrics().contains("nightcall_calls_total{outcome=\"acknowledged\"} 1.0"));
        nightcall.alert("called-metrics", "Server1", "Disk", "error", "firing");
        await().until(() -> metrics().contains("nightcall_alerts_total{decision=\"joined\"} 1.0"));
        nightcall.alert("called-metrics", "Server1", "CPU", "error", "resolved");
        nightcall.alert("nobody-knows", "Server1", "CPU", "error", "resolved");
        nightcall.post("/api/suppressions", "{\"system\": \"held\", \"minutes\": 5, \"by\": \"sato\", \"reason\": \"work\"}");
        nightcall.alert("held", "Server1", "CPU", "error", "firing");
        sendToQueue(queues.alerts(), "no alert");

        await().untilAsserted(() -> assertThat(metrics()).contains(
                "nightcall_alerts_total{decision=\"accepted\"} 5.0",
                "nightcall_alerts_total{decision=\"opened\"} 1.0",
                "nightcall_alerts_total{decision=\"joined\"} 1.0",
                "nightcall_alerts_total{decision=\"recovered\"} 1.0",
                "nightcall_alerts_total{decision=\"ignored\"} 1.0",
                "nightcall_alerts_total{decision=\"held\"} 1.0",
                "nightcall_incidents{status=\"acknowledged\"} 1.0",
                "nightcall_incidents{status=\"open\"} 0.0",
                "nightcall_dial_wait_seconds_count 1",
                "nightcall_lines_waiting 0.0",
                "nightcall_queue_messages{queue=\"" + queues.deadLetters() + "\"} 1.0",
                "nightcall_queue_age_seconds_count{queue=\"" + queues.alerts() + "\"} 4",
                "nightcall_queue_age_seconds_count{queue=\"" + queues.recoveries() + "\"} 2",
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
            sqs.deleteQueue(delete -> delete.queueUrl(sqs.getQueueUrl(get -> get.queueName(queues.calls())).queueUrl()));
        }

        Answer ready = await().until(() -> nightcall.manage("/health/ready"), a -> isDown(a, "queue " + queues.calls()));

        assertThat(ready.status()).isEqualTo(503);
        assertThat(check(ready, "queue " + queues.calls()).path("message").asText()).contains("HTTP 400");
        assertThat(check(ready, "queue " + queues.alerts()).path("status").asText()).isEqualTo("UP");
        assertThat(nightcall.manage("/health/live").status()).isEqualTo(200);
        Answer people = nightcall.manage("/health");
        assertThat(people.status()).isEqualTo(503);
        assertThat(people.body().lines().findFirst()).get().asString().startsWith("DOWN    queue " + queues.calls() + ": ");
    }

    @Test
    @Order(5)
    void staysAliveAndAnswersQuicklyWhileAwsIsAway() throws Exception {
        cloud.sqs().cut();
        cloud.kinesis().cut();
        cloud.dynamoDb().block();
        try {
            Answer ready = await().until(() -> nightcall.manage("/health/ready"),
                    answer -> isDown(answer, "table " + names.tables().incidents())
                            && isDown(answer, "queue " + queues.alerts()) && isDown(answer, "stream " + names.stream()));

            long started = System.nanoTime();
            Answer live = nightcall.manage("/health/live");
            nightcall.manage("/health/ready");
            nightcall.manage("/metrics");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).as("waits for no table, each of which would take three seconds").isLessThan(Duration.ofSeconds(3));
            assertThat(live.status()).isEqualTo(200);
            assertThat(live.json().path("status").asText()).isEqualTo("UP");
            assertThat(check(ready, "table " + names.tables().incidents()).path("message").asText()).isNotEmpty();
            assertThat(ready.body()).doesNotContain("\\tat ", "stacktrace");
            assertThat(nightcall.get("/api/incidents").status()).isEqualTo(503);
            await().until(() -> metrics().contains("nightcall_incidents{status=\"open\"} NaN"));
        } finally {
            cloud.sqs().mend();
            cloud.kinesis().mend();
            cloud.dynamoDb().mend();
        }
        await().until(() -> nightcall.manage("/health/ready"),
                answer -> !isDown(answer, "table " + names.tables().incidents())
                        && !isDown(answer, "queue " + queues.alerts()) && !isDown(answer, "stream " + names.stream()));
    }

    private static boolean isDown(Answer answer, String name) {
        return check(answer, name).path("status").asText().equals("DOWN");
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
