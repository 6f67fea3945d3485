package dev.nightcall.night;

import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
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
                  - {recipients: ["call:sato"], wait: 2s}
                  - {recipients: ["call:suzuki"], wait: 2s}
                fallback: ["direct:notify-webhook"]
            """;

    @Test
    void anExpiredTokenExhaustsNothingIsToldOnceAndHeldCallsRingWhenItIsMended(Cloud cloud) throws Exception {
        try (Webhook webhook = new Webhook();
             Night night = Night.begins(cloud, PLAN, Map.of("nightcall.webhook.url", webhook.url(),
                     "nightcall.health.interval", "1s", "nightcall.call.outage.pause", "1s",
                     "nightcall.call.outage.longest-pause", "2s"))) {
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

    private static List<String> events(Webhook webhook) {
        return webhook.posts().stream().map(post -> post.json().path("event").asText()).toList();
    }
}
