package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.sending.Telling;
import dev.nightcall.timeline.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Channels are told of everything that happens to an incident, and none of them stops or delays a call. */
@ExtendWith(Cloud.Extension.class)
class ChannelTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: Satō, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, phones: [{number: "+819000000002"}]}
            policies:
              default:
                groupWait: 1s
                rounds: 1
                pause: 30m
                ackTimeout: %s
                channels: %s
                steps:
                  - {recipients: ["call:sato"], wait: 30m}
                  - {recipients: ["call:suzuki"], wait: 30m}
            """;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void isToldOfEverythingInOrder(Cloud cloud) throws Exception {
        try (Webhook slack = new Webhook();
             Night night = Night.begins(cloud, plan("6s", "[\"direct:notify-slack\"]").replace("groupWait: 1s", "groupWait: 8s"),
                     Map.of("nightcall.slack.url", slack.url()))) {
            night.phone("+819000000001").isBusy();
            night.phone("+819000000002").answers("1", "1");
            night.says(Map.of("system", "shop", "host", "db1", "service", "disk", "severity", "critical",
                    "summary", "98 % full"));
            await().atMost(LONG).until(() -> slack.posts().size() >= 6);
            night.resolves("shop", "db1", "disk");
            await().atMost(LONG).until(() -> slack.texts().get(slack.texts().size() - 1).startsWith("Resolved"));

            List<String> texts = slack.texts().stream()
                    .map(text -> text.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "TIME")).toList();
            String incident = night.incident("shop").orElseThrow().id();
            assertThat(texts.get(0)).isEqualTo("""
                    Opened: shop db1 disk (critical).
                    - shop db1 disk (critical): 98 %% full
                    Since TIME. Incident %s
                    Next at TIME: Round 1, step 1: Satō""".formatted(incident));
            assertThat(texts.stream().map(text -> text.split("\n")[0]).toList()).startsWith(
                    "Opened: shop db1 disk (critical).",
                    "Escalated: shop db1 disk (critical). Round 1, step 1: Satō.",
                    "Escalated: shop db1 disk (critical). Round 1, step 2: Suzuki.",
                    "Acknowledged: Suzuki has shop db1 disk (critical) until TIME.")
                    .contains("Escalated: shop db1 disk (critical) was acknowledged by Suzuki, but not resolved in time.")
                    .endsWith("Resolved: shop db1 disk (critical) has recovered.");
            assertThat(night.events(incident)).contains("told: opened", "told: escalated", "told: acknowledged",
                    "told: resolved");
            assertThat(night.timeline(incident)).filteredOn(entry -> entry.event().equals("told")).extracting(Entry::detail)
                    .containsOnly("direct:notify-slack");
            assertThat(night.timeline(incident).toString()).doesNotContain("SECRET");
        }
    }

    @Test
    void saysThatNobodyHasTakenItAndWhatASuppressionDoes(Cloud cloud) throws Exception {
        try (Webhook webhook = new Webhook();
             Night night = Night.begins(cloud, plan("60m", "[{recipient: \"direct:notify-webhook\", on: [exhausted, resolved]}]"),
                     Map.of("nightcall.webhook.url", webhook.url(), "nightcall.webhook.header", "Authorization: Bearer xyz",
                             "nightcall.webhook.secret", "key"))) {
            List.of("+819000000001", "+819000000002").forEach(number -> night.phone(number).isBusy());
            night.fires("shop", "db1", "disk");
            await().atMost(LONG).until(() -> webhook.posts().size() == 1);
            night.door().post("/api/suppressions", Map.of("system", "shop", "host", "db1", "minutes", 30,
                    "severity", "critical", "by", "sato", "reason", "known"));
            await().atMost(LONG).until(() -> webhook.posts().size() == 2);

            Webhook.Post exhausted = webhook.posts().get(0);
            assertThat(exhausted.json().path("event").asText()).isEqualTo("exhausted");
            assertThat(exhausted.json().path("text").asText())
                    .startsWith("Nobody has taken shop db1 disk (critical) in 1 rounds");
            assertThat(exhausted.json().path("systems").path("first").get(0).asText()).isEqualTo("shop");
            assertThat(exhausted.header("Authorization")).isEqualTo("Bearer xyz");
            assertThat(exhausted.header("X-Nightcall-Signature")).matches("sha256=[0-9a-f]{64}");
            assertThat(exhausted.headers().keySet()).noneMatch(name -> name.toLowerCase().startsWith("camel"));
            Webhook.Post resolved = webhook.posts().get(1);
            assertThat(resolved.json().path("text").asText())
                    .startsWith("Suppressed: Satō watches shop db1 disk (critical) until ");
            assertThat(resolved.json().path("event").asText()).isEqualTo("suppressed");
            assertThat(resolved.json().path("status").asText()).isEqualTo("suppressed");
            assertThat(resolved.json().path("by").asText()).isEqualTo("sato");
        }
    }

    /** The phone is asked for at the same moment as without any channel, and the other channel is told as well. */
    @ParameterizedTest
    @CsvSource({"hangs", "drips", "answers 500", "answers 302", "refuses"})
    void aBadChannelDelaysNoCallAndNoOtherChannel(String how, Cloud cloud) throws Exception {
        try (Webhook bad = new Webhook(); Webhook good = new Webhook();
             Night night = Night.begins(cloud, plan("60m", "[\"direct:notify-slack\", \"direct:notify-webhook\"]")
                             .replace("[\"call:sato\"]", "[\"direct:notify-slack\", \"call:sato\"]"),
                     Map.of("nightcall.slack.url", how.equals("refuses") ? "http://127.0.0.1:9/SECRET" : bad.url(),
                             "nightcall.webhook.url", good.url(), "nightcall.channel.timeout", "6s"))) {
            switch (how) {
                case "hangs" -> bad.hangs();
                case "drips" -> bad.drips();
                case "answers 500" -> bad.answers(500, Map.of());
                case "answers 302" -> bad.answers(302, Map.of("Location", good.url()));
                default -> { }
            }
            night.phone("+819000000001").answers("1", "1");
            night.fires("shop", "db1", "disk");
            Incident incident = night.awaitIncident("shop", LONG, i -> i.status() == Status.ACKNOWLEDGED);

            Duration asked = Duration.between(at(night, incident, "escalated"), at(night, incident, "asked"));
            assertThat(asked).as("the phone does not wait for a channel").isLessThan(Duration.ofSeconds(6));
            await().atMost(LONG).until(() -> count(night, incident, "not-told") >= 3);
            await().untilAsserted(() -> assertThat(good.posts()).extracting(post -> post.json().path("event").asText())
                    .containsExactly("opened", "escalated", "acknowledged"));
            assertThat(night.timeline(incident.id())).filteredOn(entry -> entry.event().equals("not-told"))
                    .hasSize(3)
                    .allMatch(entry -> entry.detail().equals("direct:notify-slack") && !entry.reason().contains("SECRET"))
                    .first().satisfies(entry -> assertThat(entry.reason()).isEqualTo(switch (how) {
                        case "answers 500" -> "HTTP 500";
                        case "answers 302" -> "HTTP 302";
                        case "refuses" -> "HttpHostConnectException: Connect to http://127.0.0.1/… failed: Connection refused";
                        default -> entry.reason();
                    }));
            assertThat(night.door().get("/api/dead-letters").path("count").asInt()).isZero();
            await().untilAsserted(() -> assertThat(night.management().send("GET", "/metrics", null).text())
                    .contains("nightcall_notices_total{recipient=\"direct:notify-slack\",result=\"not-told\"} 3.0"));
        }
    }

    @Test
    void aFailingChannelIsTriedAgainAndARepeatTellsNothingTwice(Cloud cloud) throws Exception {
        try (Webhook slack = new Webhook().fails(2);
             Night night = Night.begins(cloud, plan("60m", "[{recipient: \"direct:notify-slack\", on: [opened]}]"),
                     Map.of("nightcall.slack.url", slack.url()))) {
            String alert = night.fires("shop", "db1", "disk");
            Incident incident = night.awaitIncident("shop", LONG, i -> true);
            await().atMost(LONG).until(() -> count(night, incident, "told") == 1);
            assertThat(slack.posts()).hasSize(3);

            night.backDoor().put(night.names().queues().notices(), new Telling(incident.id(),
                    Occasion.OPENED, 0, "direct:notify-slack", incident.openedAt(), null, null, null, null));
            night.door().post("/api/incidents/" + incident.id() + "/acknowledge", Map.of("by", "sato"));
            // It comes late: somebody has it, and who is called next has not to be known.
            night.backDoor().put(night.names().queues().notices(), new Telling(incident.id(),
                    Occasion.ESCALATED, 1, "direct:notify-slack", incident.openedAt(), null, null, null, null));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(slack.posts()).hasSize(3);
            assertThat(alert).isNotEmpty();
        }
    }

    /** As after a crash between the state and the notices: whoever wrote the state sends them again. */
    @Test
    void noticesThatCannotBeSentDelayNoCallAndAreSentInTheEndAndOnce(Cloud cloud) throws Exception {
        try (Webhook slack = new Webhook(); SqsClient sqs = SqsClient.create();
             Night night = Night.begins(cloud, plan("60m", "[\"direct:notify-slack\"]"),
                     Map.of("nightcall.slack.url", slack.url()))) {
            String queue = night.names().queues().notices();
            sqs.deleteQueue(delete -> delete.queueUrl(sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl()));
            night.phone("+819000000001").answers("1", "1");
            night.fires("shop", "db1", "disk");
            Incident incident = night.awaitIncident("shop", LONG, i -> i.status() == Status.ACKNOWLEDGED);
            assertThat(Duration.between(at(night, incident, "opened"), at(night, incident, "asked")))
                    .as("before its message comes again").isLessThan(Duration.ofSeconds(6));

            sqs.createQueue(create -> create.queueName(queue));
            await().atMost(LONG).until(() -> slack.posts().size() >= 2);
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            // Somebody has it, so nobody has to know any more that it escalated.
            assertThat(slack.texts().stream().map(text -> text.split(":")[0]).toList())
                    .containsExactlyInAnyOrder("Opened", "Acknowledged");
        }
    }

    @Test
    void aPlanWithAChannelThatCannotBeToldIsNotTakenUpLater(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, plan("60m", "[]"), Map.of())) {
            Files.writeString(night.onCallFile(), plan("60m", "[\"direct:nobody\"]"));
            awaitProblem(night, "/policies/default/channels/0: no route reads direct:nobody");
            Files.writeString(night.onCallFile(), plan("60m", "[\"direct:notify-slack\"]"));
            awaitProblem(night, "direct:notify-slack needs an address, see {{nightcall.slack.url}}");

            // Whether a component is there is known only when it is used.
            Files.writeString(night.onCallFile(), plan("60m", "[\"nosuch:SECRET?key=SECRET\"]"));
            await().atMost(LONG).until(() -> {
                night.fires("shop-" + UUID.randomUUID(), "db1", "disk");
                return night.allIncidents().stream().anyMatch(i -> !i.policy().channels().isEmpty());
            });
            Incident incident = night.allIncidents().stream().filter(i -> !i.policy().channels().isEmpty())
                    .findFirst().orElseThrow();
            await().atMost(LONG).until(() -> count(night, incident, "not-told") >= 1);
            assertThat(night.events(incident.id()).toString()).doesNotContain("key=SECRET");
        }
    }

    private static void awaitProblem(Night night, String problem) {
        await().atMost(LONG).untilAsserted(() ->
                assertThat(night.door().get("/api/oncall").path("problem").asText()).contains(problem));
    }

    private static String plan(String ackTimeout, String channels) {
        return PLAN.formatted(ackTimeout, channels);
    }

    private static Instant at(Night night, Incident incident, String event) {
        return night.timeline(incident.id()).stream().filter(entry -> entry.event().equals(event)).findFirst().orElseThrow().at();
    }

    private static long count(Night night, Incident incident, String event) {
        return night.timeline(incident.id()).stream().filter(entry -> entry.event().equals(event)).count();
    }
}
