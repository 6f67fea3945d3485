package dev.nightcall.night;

import dev.nightcall.aws.Item;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Amazon Connect refuses everybody: rounds do not run out, those who can mend it hear of it once, and then phones ring. */
@ExtendWith(Cloud.Extension.class)
class PhonesOutTest {

    private static final Duration LONG = Duration.ofSeconds(60);
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
                steps:
                  - {recipients: ["call:sato"], wait: 6s}
                  - {recipients: ["call:suzuki"], wait: 2s}
                fallback: ["direct:notify-webhook"]
            """;

    private final MovableClock clock = new MovableClock();

    @Test
    void anExpiredTokenExhaustsNothingIsToldOnceAndHeldCallsRingWhenItIsMended(Cloud cloud) throws Exception {
        try (Webhook webhook = new Webhook();
             Night night = Night.begins(cloud, PLAN, settings(webhook, Map.of()), clock)) {
            night.phone("+819000000001").answers("1", "1");
            night.connect().put("/settings", Map.of("failures", List.of(Map.of("operation", "StartOutboundVoiceContact",
                    "status", 403, "error", "ExpiredTokenException"))));
            night.fires("shop", "db1", "disk");
            await("somebody hears of it").atMost(LONG).until(() -> events(webhook).equals(List.of("phones-out")));
            Incident incident = night.incident("shop").orElseThrow();
            await("the next step is held").atMost(LONG).until(() -> night.events(incident.id()).stream()
                    .anyMatch(event -> event.startsWith("calls-held: nobody can be phoned since")));
            await("a stranger reads why").atMost(LONG).until(() -> night.management().send("GET", "/health/ready", null).text()
                    .contains("403 ExpiredTokenException; to be mended: the AWS credentials"));
            assertThat(night.management().send("GET", "/metrics", null).text()).contains("nightcall_phones_out 1.0");

            night.restart();
            await("it tries again").atMost(LONG).until(() -> night.events(incident.id()).stream()
                    .filter(event -> event.equals("call-waits: 403 ExpiredTokenException")).count() > 0);
            night.connect().put("/settings", Map.of("failures", List.of()));
            Incident taken = night.awaitIncident("shop", LONG, i -> i.status() == Status.ACKNOWLEDGED);

            assertThat(taken.acknowledgedBy()).isEqualTo("sato");
            assertThat(taken.position()).as("the first step").isEqualTo(1);
            assertThat(night.events(incident.id())).contains("calls-go-on: somebody can be phoned again")
                    .noneMatch(event -> event.startsWith("call-ended: failed"));
            await("and that it is over").atMost(LONG).until(() -> events(webhook).equals(List.of("phones-out", "phones-back")));
            assertThat(webhook.posts().get(0).json().path("text").asText()).startsWith("Nobody can be phoned since ")
                    .contains("403 ExpiredTokenException; to be mended: the AWS credentials");
            new NoCallTwice(night, List.of("+819000000001", "+819000000002")).once("+819000000001");
        }
    }

    /** As when one Nightcall of several has a token of its own that has expired. */
    @Test
    void aRefusalThatTheNextTryDoesNotMeetIsToldToNobody(Cloud cloud) throws Exception {
        try (Webhook webhook = new Webhook();
             Night night = Night.begins(cloud, PLAN, settings(webhook, Map.of("nightcall.call.outage.pause", "4s")),
                     clock)) {
            night.phone("+819000000001").answers("1", "1");
            night.connect().put("/settings", Map.of("failures", List.of(expired("StartOutboundVoiceContact", 1))));
            night.fires("shop", "db1", "disk");
            night.awaitIncident("shop", LONG, i -> i.status() == Status.ACKNOWLEDGED);
            await("all is told that is to be").atMost(LONG).until(() -> night.table(night.names().tables().fleet())
                    .get(Item.of("set", "dials").with("name", "state")).filter(item -> item.number("told") == 1).isPresent());
            assertThat(webhook.posts()).isEmpty();
        }
    }

    @Test
    void aChannelBesideATelephoneHearsOfTheIncidentThoughTheCallIsHeld(Cloud cloud) throws Exception {
        String mixed = PLAN.replace("[\"call:suzuki\"]", "[\"call:suzuki\", \"direct:notify-webhook\"]").replace(
                "    fallback: [\"direct:notify-webhook\"]\n", "");
        try (Webhook webhook = new Webhook(); Night night = Night.begins(cloud, mixed, settings(webhook, Map.of()), clock)) {
            night.phone("+819000000001").answers("1", "1");
            night.connect().put("/settings", Map.of("failures", List.of(expired("StartOutboundVoiceContact", null))));
            night.fires("shop", "db1", "disk");

            await("the channel hears of it").atMost(LONG).until(() -> events(webhook).contains("escalated"));
            assertThat(night.incident("shop")).get().returns(1L, Incident::position);
            assertThat(webhook.posts().get(0).json().path("text").asText()).contains("db1")
                    .contains("step 2: nobody can be phoned, so calls are held");
            night.connect().put("/settings", Map.of("failures", List.of()));
            Incident taken = night.awaitIncident("shop", LONG, i -> i.status() == Status.ACKNOWLEDGED);
            assertThat(taken.acknowledgedBy()).isEqualTo("sato");
            assertThat(night.phone("+819000000002").calls()).isEmpty();
            assertThat(events(webhook)).containsOnlyOnce("escalated");
        }
    }

    @Test
    void anOutageThatNoCallIsLeftToTryEndsWhenConnectAcceptsTheTokenAgain(Cloud cloud) throws Exception {
        try (Webhook webhook = new Webhook();
             Night night = Night.begins(cloud, PLAN, settings(webhook, Map.of()), clock)) {
            night.connect().put("/settings", Map.of("failures", List.of(expired("StartOutboundVoiceContact", null),
                    expired("DescribeInstance", null))));
            night.fires("shop", "db1", "disk");
            await("somebody hears of it").atMost(LONG).until(() -> events(webhook).equals(List.of("phones-out")));
            night.resolves("shop", "db1", "disk");
            night.awaitIncident("shop", LONG, Incident::isResolved);
            clock.fastForward(Duration.ofMinutes(5));
            await("nobody knows").atMost(LONG).until(() -> ready(night).contains("no call is left to try with"));

            night.connect().put("/settings", Map.of("failures", List.of()));
            await("it is over").atMost(LONG).until(() -> events(webhook).equals(List.of("phones-out", "phones-back")));
            await("ready").atMost(LONG).until(() -> !ready(night).contains("nobody can be phoned"));
        }
    }

    private static Map<String, String> settings(Webhook webhook, Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(Map.of("nightcall.webhook.url", webhook.url(),
                "nightcall.health.interval", "1s", "nightcall.call.outage.pause", "1s",
                "nightcall.call.outage.longest-pause", "2s"));
        settings.putAll(changes);
        return settings;
    }

    private static Map<String, Object> expired(String operation, Integer times) {
        Map<String, Object> failure = new HashMap<>(Map.of("operation", operation, "status", 403,
                "error", "ExpiredTokenException"));
        if (times != null) {
            failure.put("times", times);
        }
        return failure;
    }

    private static String ready(Night night) {
        return night.management().send("GET", "/health/ready", null).text();
    }

    private static List<String> events(Webhook webhook) {
        return webhook.posts().stream().map(post -> post.json().path("event").asText()).toList();
    }
}
