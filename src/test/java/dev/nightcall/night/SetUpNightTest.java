package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Instance, contact flow and caller ID that are not there are found before somebody has to be phoned. */
@ExtendWith(Cloud.Extension.class)
class SetUpNightTest {

    private static final Plan PLAN = new Plan().system("system", 1, "groupWait: 1ms");

    @ParameterizedTest
    @CsvSource({
        "nightcall.connect.instance-id, 99999999-9999-9999-9999-999999999999, NIGHTCALL_CONNECT_INSTANCE_ID",
        "nightcall.connect.contact-flow-id, 99999999-9999-9999-9999-999999999999, NIGHTCALL_CONNECT_CONTACT_FLOW_ID",
        "nightcall.connect.source-number, +81501111111, NIGHTCALL_CONNECT_SOURCE_NUMBER",
    })
    void aWrongSettingIsNamedByReadiness(String setting, String value, String named, Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of(setting, value))) {
            JsonNode connect = await().until(() -> connect(night),
                    check -> !check.path("message").asText().contains("not looked at yet"));
            assertThat(connect.path("status").asText()).isEqualTo("DOWN");
            assertThat(connect.path("message").asText()).contains(named, value);
            assertThat(night.management().send("GET", "/health/ready", null).status()).isEqualTo(503);
        }
    }

    @Test
    void whatGoesAwayWhileRunningIsFoundAndSoIsThatItIsBack(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.health.connect-interval", "300ms",
                "nightcall.health.connect-set-up-interval", "1s"))) {
            awaitStatus(night, "UP");
            night.connect().put("/settings", Map.of("phoneNumbers", List.of()));
            awaitStatus(night, "DOWN");
            assertThat(connect(night).path("message").asText()).contains("no telephone number at all");

            night.connect().put("/settings", Map.of("phoneNumbers", List.of(night.setting("nightcall.connect.source-number")),
                    "contactFlow", Map.of("type", "CONTACT_FLOW", "state", "ACTIVE", "status", "SAVED")));
            await().until(() -> connect(night).path("message").asText().contains("not published"));

            night.connect().put("/settings", Map.of("contactFlow",
                    Map.of("type", "CONTACT_FLOW", "state", "ACTIVE", "status", "PUBLISHED")));
            awaitStatus(night, "UP");
        }
    }

    @Test
    void whatMayNotBeAskedIsUpAndSaid(Cloud cloud) throws Exception {
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of())) {
            night.connect().put("/settings", Map.of("failures", List.of(
                    Map.of("operation", "ListPhoneNumbersV2", "status", 403, "error", "AccessDeniedException"))));
            night.start();
            awaitStatus(night, "UP");
            assertThat(connect(night).path("message").asText()).contains("not checked", "connect:ListPhoneNumbersV2");
        }
    }

    /** AWS may say with 400 as well that it is asked too often, or that credentials have expired. */
    @Test
    void whatIsAboutWhoAsksSaysNothingOfASetting(Cloud cloud) throws Exception {
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of())) {
            night.connect().put("/settings", Map.of("failures", List.of(
                    Map.of("operation", "DescribeContactFlow", "status", 400, "error", "ThrottlingException"))));
            night.start();
            awaitStatus(night, "UP");
            assertThat(connect(night).path("message").asText()).doesNotContain("contact-flow-id");
        }
    }

    @Test
    void callsThatBeginSlowlyAreLookedAtAllTheSame(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of("nightcall.connect.rate", "0.01",
                "nightcall.connect.burst", "1"))) {
            night.connect().put("/settings", Map.of("contactRecords", "off"));
            night.phone(PLAN.phone("system", 1)).answers("1", "1");
            night.fires("system", "host", "service");
            assertThat(night.awaitIncident("system", incident -> !incident.isOpen()).isResolved()).isFalse();
        }
    }

    private static void awaitStatus(Night night, String status) {
        await().until(() -> connect(night).path("status").asText().equals(status));
    }

    private static JsonNode connect(Night night) {
        for (JsonNode check : night.management().send("GET", "/health/ready", null).json().path("checks")) {
            if (check.path("name").asText().equals("connect")) {
                return check;
            }
        }
        return MissingNode.getInstance();
    }
}
