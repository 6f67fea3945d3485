package dev.nightcall.night;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A wrong file is no reason for a night without a call, not even when Nightcall starts with it. */
@ExtendWith(Cloud.Extension.class)
class KeptPlanNightTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PHONE = "+819000000001";
    private static final String PLAN = """
            timezone: UTC
            language: en-US
            engineers: {sato: {name: Sato, phones: [{number: "%s"}]}}
            policies: {default: {groupWait: 1s, steps: [{recipients: ["call:sato"], wait: 5m}], fallback: ["direct:notify-slack"]}}
            """.formatted(PHONE);

    @Test
    void aRestartWithABrokenFileGoesOnWithThePlanBeforeAndSaysSoUntilItIsMended(Cloud cloud) throws Exception {
        try (Webhook slack = new Webhook(); Night night = Night.begins(cloud, PLAN, Map.of("nightcall.slack.url", slack.url()))) {
            awaitKept(night);
            Files.writeString(night.onCallFile(), PLAN.replace("call:sato", "call:stao"));
            await().atMost(LONG).until(() -> slack.posts().size() == 1);
            night.restart();

            phones(night, "shop");
            assertThat(slack.texts()).singleElement().asString().startsWith("Nightcall: since ").contains(
                    "recipients/0: call:stao names no engineer, team or schedule (did you mean sato?)");
            assertThat(readiness(night)).contains("stao", "\"UP\"").doesNotContain("\"DOWN\"");
            assertThat(metrics(night)).contains("nightcall_plan_refused 1.0", "nightcall_plans_in_force 1.0");

            Files.writeString(night.onCallFile(), PLAN.replace("wait: 5m", "wait: 6m"));
            await().atMost(LONG).until(() -> slack.posts().size() == 2);
            assertThat(slack.texts().get(1)).contains("is in force again");
            await().atMost(LONG).until(() -> metrics(night).contains("nightcall_plan_refused 0.0"));
        }
    }

    @Test
    void whoseFileIsBrokenPhonesByThePlanThatAnotherCouldRead(Cloud cloud) throws Exception {
        Path other = Files.writeString(Files.createTempFile("oncall", ".yaml"), PLAN);
        try (Night night = Night.begins(cloud, PLAN.replace("direct:notify-slack", "direct:notify-log"),
                Map.of("nightcall.oncall.report", "1s"))) {
            awaitKept(night);
            Files.writeString(night.onCallFile(), "engineers: [");
            await().atMost(LONG).until(() -> readiness(night).contains("cannot be used since "));
            night.startProcessBeside(Map.of("nightcall.oncall", other.toString(), "nightcall.slack.url", "http://127.0.0.1:1/"));
            Files.writeString(other, PLAN.replace("call:sato", "call:suzuki").replace("engineers: {", "engineers: {suzuki: "
                    + "{name: Suzuki, phones: [{number: \"+819000000002\"}]}, "));

            await().atMost(LONG).until(() -> night.door().send("GET", "/api/oncall", null).text().contains("suzuki"));
            assertThat(readiness(night)).contains("cannot be used since ", "\"UP\"").doesNotContain("\"DOWN\"");
            assertThat(metrics(night)).contains("nightcall_plan_refused 1.0");
        }
    }

    @Test
    void aRestartWithoutTheFileGoesOnToo(Cloud cloud) throws Exception {
        try (Webhook slack = new Webhook(); Night night = Night.begins(cloud, PLAN, Map.of("nightcall.slack.url", slack.url()))) {
            awaitKept(night);
            night.stop();
            Files.delete(night.onCallFile());
            night.start();

            phones(night, "shop");
            await().atMost(LONG).until(() -> slack.posts().size() == 1);
            assertThat(slack.texts().get(0)).contains("does not exist");
        }
    }

    @Test
    void aChannelThatIsBrokenAtARestartStopsNoCall(Cloud cloud) throws Exception {
        Path routes = Files.createTempDirectory("routes");
        for (Path file : List.of(Path.of("http.yaml"), Path.of("notify-slack.yaml"), Path.of("notify-webhook.yaml"))) {
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String plan = PLAN.replace("[\"direct:notify-slack\"]", "[\"direct:notify-slack\", \"direct:notify-webhook\"]");
        try (Webhook webhook = new Webhook(); Night night = Night.begins(cloud, plan, Map.of("nightcall.slack.url", webhook.url(),
                "nightcall.webhook.url", webhook.url(), "nightcall.routes", routes.toString()))) {
            awaitKept(night);
            night.stop();
            Files.writeString(routes.resolve("notify-slack.yaml"), "- route:\n\tid: notify-slack\n");
            night.start();

            phones(night, "shop");
            // The plan, which names what is not there, and the routes of which it was one.
            await().atMost(LONG).untilAsserted(() -> assertThat(webhook.posts())
                    .extracting(post -> post.json().path("event").asText()).contains("plan-refused", "routes-refused"));
            assertThat(webhook.posts().get(0).json().path("event").asText()).isEqualTo("plan-refused");
            assertThat(webhook.posts().get(0).json().path("text").asText()).contains("direct:notify-slack is left out, see ",
                    "notify-slack.yaml:2:1: begins with a tab");
            assertThat(metrics(night)).contains("nightcall_routes_left_out 1.0");
        }
    }

    private static void phones(Night night, String system) {
        Phone phone = night.phone(PHONE).answers("1", "1");
        night.fires(system, "db1", "disk");
        assertThat(phone.hangsUp().allHeard()).contains(system);
    }

    private static void awaitKept(Night night) {
        await().atMost(LONG).until(() -> night.table(night.names().tables().fleet()).partition("set", "plan").findAny().isPresent());
    }

    private static String readiness(Night night) {
        return night.management().send("GET", "/health/ready", null).text();
    }

    private static String metrics(Night night) {
        return night.management().send("GET", "/metrics", null).text();
    }
}
