package dev.nightcall.night;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The main job: an alert comes in by HTTP, a telephone rings, a digit settles it. */
@Tag("quiet")
@ExtendWith(Cloud.Extension.class)
class FirstCallTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: ja-JP
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
              suzuki: {name: Suzuki, language: en-US, phones: [{number: "+819000000002"}]}
              tanaka: {name: 田中, phones: [{number: "+819000000003"}]}
            policies:
              default:
                groupWait: 2s
                rounds: 2
                pause: 4s
                steps:
                  - {recipients: ["call:sato"], wait: 1m}
                  - {recipients: ["call:suzuki"], wait: 1m}
                  - {recipients: ["call:tanaka"], wait: 1m}
                fallback: ["direct:notify-log"]
              warm-up:
                groupWait: 1s
                steps:
                  - {recipients: ["call:tanaka"], wait: 1m}
            rules:
              - {match: {system: warm-up}, policy: warm-up}
            """;
    private static final String ENVELOPE = """
            {"input": "{\\"alertinfo\\": [{\\"host\\": \\"Server1\\", \\"service\\": \\"CPU Utilization\\", \
            \\"lastcheck\\": \\"2023-10-03 13:20:52\\", \\"systemname\\": \\"XYZ\\"}]}"}""";

    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of());
        // The second is promised of a Nightcall that runs, not of one whose classes are being loaded.
        night.phone("+819000000003").answers("1", "1");
        night.fires("warm-up", "host", "service");
        night.awaitIncident("warm-up", incident -> incident.status() == Status.ACKNOWLEDGED);
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void theEngineerHearsTheAlertAfterADigitAndTakesItWith1() {
        night.phone("+819000000001").answers("1", "1");
        night.phone("+819000000002").doesNotAnswer();

        Http.Answer answer = night.door().send("POST", "/alerts", ENVELOPE);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().at("/alerts/0/key").asText()).isEqualTo("XYZ/Server1/CPU Utilization");
        Phone.Conversation talk = night.phone("+819000000001").hangsUp();
        Incident incident = night.awaitIncident("XYZ", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(Duration.between(incident.openedAt().plusSeconds(2), talk.startedAt()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(talk.heard()).hasSize(3);
        assertThat(talk.heard().get(0)).contains("ナイトコール").doesNotContain("XYZ").doesNotContain("Server1");
        assertThat(talk.heard().get(1)).contains("システム XYZ").contains("ホスト Server1").contains("サービス CPU Utilization");
        assertThat(talk.disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(incident.acknowledgedBy()).isEqualTo("sato");
        Call call = night.awaitSettled(talk.callId());
        assertThat(call.checkFlag()).isEqualTo(1);
        assertThat(call.disconReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(night.phone("+819000000002").calls()).isEmpty();
        assertThat(night.phone("+819000000001").calls()).hasSize(1);
    }
}
