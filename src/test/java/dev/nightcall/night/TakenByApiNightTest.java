package dev.nightcall.night;

import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Scripts and bots that take an incident by the API: what joined since they looked is told to them all the same. */
@ExtendWith(Cloud.Extension.class)
class TakenByApiNightTest {

    private static final String SATO = "+819000000001";
    private static final String SUZUKI = "+819000000002";
    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: Sato, phones: [{number: "%s"}]}
              suzuki: {name: Suzuki, phones: [{number: "%s"}]}
            policies:
              default: {groupWait: 1s, steps: [{recipients: ["call:suzuki"], wait: 30m}]}
            """.formatted(SATO, SUZUKI);

    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of("nightcall.call.gather", "50ms"));
        night.phone(SATO).answers("1", "1");
        night.phone(SUZUKI).doesNotAnswer();
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void whatJoinedBetweenLookingAndTakingPhonesThem() {
        String id = opened();
        assertThat(looks(id)).contains("disk").doesNotContain("raid");
        joins("raid");

        takes(id, Map.of("by", "sato"));

        assertThat(night.phone(SATO).hangsUp().allHeard()).contains("New in what you have: shop: critical on host web");
        night.awaitIncident("shop", now -> now.status() == Status.ACKNOWLEDGED && now.position() > 1);
    }

    @Test
    void whoRenewsItBlindlyIsToldAllTheSame() {
        String id = opened();
        takes(id, Map.of("by", "sato"));
        night.awaitIncident("shop", now -> now.status() == Status.ACKNOWLEDGED);
        joins("raid");

        takes(id, Map.of("by", "sato"));

        assertThat(night.phone(SATO).hangsUp().allHeard()).contains("New in what you have: shop: critical on host web");
    }

    private String opened() {
        night.says(Map.of("system", "shop", "host", "web", "service", "disk", "severity", "warning"));
        return night.awaitIncident("shop", incident -> incident.position() == 1).id();
    }

    private String looks(String id) {
        return night.door().get("/api/incidents/" + id).toString();
    }

    private void joins(String service) {
        night.says(Map.of("system", "shop", "host", "web", "service", service, "severity", "critical"));
        await("it has joined").until(() -> night.alerts(night.incident("shop").orElseThrow().id()).size() == 2);
    }

    private void takes(String id, Map<String, String> body) {
        night.door().post("/api/incidents/" + id + "/acknowledge", body);
    }
}
