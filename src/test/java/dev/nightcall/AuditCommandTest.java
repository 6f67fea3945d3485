package dev.nightcall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.CommandsTest.Answer;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Night;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The command reads what Nightcall has written, whether or not one runs. */
@ExtendWith(Cloud.Extension.class)
class AuditCommandTest {

    private static final Instant NIGHT = Instant.parse("2026-11-23T18:10:00Z");
    private static final Alert ALERT = new Alert("4711", "XYZ", "Server1", "CPU", "", Severity.ERROR, State.FIRING, "", NIGHT,
            NIGHT, Map.of());

    private Cloud cloud;
    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        this.cloud = cloud;
        night = Night.withoutNightcall(cloud, Clock.fixed(NIGHT, ZoneOffset.UTC));
    }

    @AfterEach
    void end() throws Exception {
        cloud.dynamoDb().mend();
        night.close();
    }

    @Test
    void endsWithZeroOnlyWhenEverythingIsAccountedFor() throws Exception {
        night.tables().ledger().accepted(List.of(ALERT));
        Answer missing = audit();
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.text()).startsWith("2026-11-23T18:00:00Z to 2026-11-23T19:00:00Z\n")
                .contains("\nalerts                                 1\n", "\n  UNACCOUNTED FOR                      1\n",
                        "\nalert 4711 XYZ/Server1/CPU received 2026-11-23T18:10:00Z: accepted, and never handled\n");

        night.tables().ledger().handled(List.of(new Ledger.Handled(ALERT, "held", null)));
        Answer found = audit();
        assertThat(found.text()).contains("\n  held by a suppression                1\n").doesNotContain("never handled");
        assertThat(found.code()).isZero();
    }

    @Test
    void isThereForProgramsAsWell() throws Exception {
        night.tables().ledger().accepted(List.of(ALERT));

        JsonNode account = new ObjectMapper().readTree(audit("--json").text());

        assertThat(account.path("alerts").path("places").path("unaccounted").asInt()).isEqualTo(1);
        assertThat(account.path("alerts").path("unaccounted").path(0).path("id").asText()).isEqualTo("4711");
        assertThat(account.path("calls").path("calls").isArray()).isTrue();
    }

    @Test
    void endsWithTwoInAnOutage() throws Exception {
        cloud.dynamoDb().cut();

        Answer answer = audit();

        assertThat(answer.text()).startsWith("AWS cannot be asked: ");
        assertThat(answer.code()).isEqualTo(2);
    }

    private Answer audit(String... more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("queue.alerts", "queue.dead-letters", "table.ledger", "table.incidents", "table.calls",
                "table.timeline")) {
            settings.put("nightcall." + name, night.setting("nightcall." + name));
        }
        List<String> arguments = new ArrayList<>(List.of("audit", "--from", "2026-11-23T18:00Z", "--to",
                "2026-11-23T19:00:00"));
        arguments.addAll(List.of(more));
        return CommandsTest.run(settings, arguments.toArray(String[]::new));
    }
}
