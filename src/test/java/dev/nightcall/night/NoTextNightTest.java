package dev.nightcall.night;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A monitor that says where something is and no more: what its message looks like is not read out at night. */
@ExtendWith(Cloud.Extension.class)
class NoTextNightTest {

    private static final Plan PLAN = new Plan().system("nagios", 1);

    /** The README's. */
    @Test
    void aWebhookWithoutATextIsSpokenOfByItsNames(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN.yaml(), Map.of())) {
            Phone phone = night.phone(PLAN.phone("nagios", 1)).answers("1", "1");

            Http.Answer answer = night.door().send("POST", "/webhooks/nagios",
                    "{\"type\": \"PROBLEM\", \"host\": \"db1\", \"service\": \"disk\", \"state\": \"CRITICAL\"}");

            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(phone.hangsUp().allHeard()).contains("db1", "disk").doesNotContain("{", "PROBLEM", "quot");
        }
    }
}
