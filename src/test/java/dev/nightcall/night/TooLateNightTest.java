package dev.nightcall.night;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.local.connect.ConnectStandInConfig;
import dev.nightcall.timeline.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an engineer is told after a key is true, whether or not a running flow sees that meanwhile somebody else has it, or that
 * it is over; and what was pressed too late is on the timeline.
 */
@ExtendWith(Cloud.Extension.class)
class TooLateNightTest {

    private static final String SATO = "+819000000801";
    private static final String SUZUKI = "+819000000802";
    private static final String PLAN = """
            timezone: Asia/Tokyo
            language: en-US
            engineers:
              sato: {name: Sato, phones: [{number: "%s"}]}
              suzuki: {name: Suzuki, phones: [{number: "%s"}]}
            policies:
              default: {groupWait: 0s, steps: [{recipients: ["call:sato"], wait: 5m}], channels: ["direct:notify-log"]}
              both:
                groupWait: 0s
                steps: [{recipients: ["call:sato", "call:suzuki"], wait: 5m}]
                channels: ["direct:notify-log"]
            rules:
              - {match: {system: "both-*"}, policy: both}
            """.formatted(SATO, SUZUKI);
    private static final String IF_FIRST = "Noted. If it is still open, you have it unless somebody was faster.";
    private static final String IF_OPEN = "Thank you. If it is still open, you have it.";
    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PLAN, Map.of("nightcall.call.ring-limit", "30s", "nightcall.call.gather", "50ms"));
        night.connect().put("/settings", Map.of("inputTimeScale", 10));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoWhoPress1OneHasItAndNobodyIsToldOtherwise(boolean seen) {
        night.connect().put("/settings", Map.of("flowSeesUpdates", seen));
        String system = "both-" + seen;
        int before = calls(SATO);
        int beforeThat = calls(SUZUKI);
        night.fires(system, "host", "service");
        Phone.Conversation sato = answers(SATO, before);
        Phone.Conversation suzuki = answers(SUZUKI, beforeThat);

        press(SATO, "1");
        assertThat(last(ended(SATO, sato))).isEqualTo(IF_FIRST);
        Incident incident = night.awaitIncident(system, i -> i.status() == Status.ACKNOWLEDGED);
        awaitTold(suzuki);
        press(SUZUKI, "1");

        assertThat(last(ended(SUZUKI, suzuki))).isEqualTo(seen ? "Sato has it already." : IF_FIRST);
        assertThat(night.awaitSettled(suzuki.callId()).outcome()).isEqualTo(seen ? Outcome.TOO_LATE : Outcome.ACKNOWLEDGED);
        assertThat(night.incident(system).orElseThrow().acknowledgedBy()).isEqualTo("sato");
        assertThat(tooLate(incident)).containsExactly("pressed 1, acknowledged by sato");
        assertToldByTheChannels(incident);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsOverDuringTheCallIsNobodys(boolean seen) {
        night.connect().put("/settings", Map.of("flowSeesUpdates", seen));
        String system = "over-" + seen;
        int before = calls(SATO);
        night.fires(system, "host", "service");
        Phone.Conversation sato = answers(SATO, before);

        night.resolves(system, "host", "service");
        Incident incident = night.awaitIncident(system, Incident::isResolved);
        awaitTold(sato);
        press(SATO, "1");

        assertThat(last(ended(SATO, sato))).isEqualTo(seen ? "Nobody is needed any more." : IF_OPEN);
        night.awaitSettled(sato.callId());
        assertThat(tooLate(incident)).containsExactly("pressed 1, resolved by monitor");
        assertToldByTheChannels(incident);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatSomebodyTookAtTheApiIsNotWatchedByAKeyPressedTooLate(boolean seen) {
        night.connect().put("/settings", Map.of("flowSeesUpdates", seen));
        String system = "taken-" + seen;
        int before = calls(SATO);
        night.fires(system, "host", "service");
        Phone.Conversation sato = answers(SATO, before);
        Incident incident = night.incident(system).orElseThrow();

        night.door().post("/api/incidents/" + incident.id() + "/acknowledge", Map.of("by", "suzuki"));
        awaitTold(sato);
        press(SATO, seen ? "9" : "930#");

        assertThat(last(ended(SATO, sato))).isEqualTo(seen ? "Suzuki has it already."
                : "Noted. If it is still open and nobody else has taken it, there will be no calls about it for this time.");
        night.awaitSettled(sato.callId());
        assertThat(night.incident(system).orElseThrow().status()).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(tooLate(incident)).containsExactly("pressed 9, acknowledged by suzuki");
    }

    /** As without the right to do so: the call goes on as if a flow did not see it. */
    @Test
    void aCallThatCannotBeToldIsSettledAllTheSame() {
        night.connect().put("/settings", Map.of("flowSeesUpdates", true, "failures", List.of(Map.of("operation",
                "UpdateContactAttributes", "status", 403, "error", "AccessDeniedException"))));
        try {
            int before = calls(SATO);
            night.fires("untold", "host", "service");
            Phone.Conversation sato = answers(SATO, before);
            night.resolves("untold", "host", "service");
            await("it is tried").until(() -> night.connect().get("/requests")
                    .path("UpdateContactAttributes").has("403 AccessDeniedException"));
            press(SATO, "1");

            assertThat(last(ended(SATO, sato))).isEqualTo(IF_OPEN);
            assertThat(night.awaitSettled(sato.callId()).outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
            assertThat(tooLate(night.incident("untold").orElseThrow())).containsExactly("pressed 1, resolved by monitor");
        } finally {
            night.connect().put("/settings", Map.of("failures", List.of()));
        }
    }

    private static int calls(String number) {
        return night.phone(number).calls().size();
    }

    /** Answers the next call, and presses a key at the greeting. */
    private static Phone.Conversation answers(String number, int before) {
        Phone.Conversation call = night.phone(number).rings(before + 1);
        night.connect().post("/phones/" + number + "/answer", Map.of());
        press(number, "1");
        return call;
    }

    private static void press(String number, String keys) {
        night.connect().post("/phones/" + number + "/keys", Map.of("keys", keys));
    }

    private static Phone.Conversation ended(String number, Phone.Conversation call) {
        return await("the end of the call").until(() -> night.phone(number).calls().stream()
                .filter(each -> each.contactId().equals(call.contactId())).findFirst().orElseThrow(),
                each -> each.endedAt() != null);
    }

    private static String last(Phone.Conversation call) {
        return call.heard().get(call.heard().size() - 1);
    }

    private static void awaitTold(Phone.Conversation call) {
        // As seldom as the stand-in's quota allows.
        await("the call is told").pollInterval(Duration.ofSeconds(1)).until(() -> night.connect().get("/contact/attributes/"
                + ConnectStandInConfig.INSTANCE_ID + "/" + call.contactId()).path("Attributes").path("gone").asText()
                .equals("1"));
    }

    private static List<String> tooLate(Incident incident) {
        return await("too late").until(() -> night.timeline(incident.id()).stream()
                .filter(entry -> entry.event().equals("too-late")).map(Entry::reason).toList(), reasons -> !reasons.isEmpty());
    }

    private static void assertToldByTheChannels(Incident incident) {
        await("the channels are told").until(() -> night.timeline(incident.id()).stream()
                .anyMatch(entry -> entry.event().equals("told") && entry.reason().equals("too-late")));
    }
}
