package dev.nightcall.night;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Amazon Connect refuses, fails, hangs or loses its answer: the timeline says which, and nobody is called twice. */
@ExtendWith(Cloud.Extension.class)
class ConnectFailureTest {

    private static final Pairs PAIRS = Pairs.of("throttled", "full", "failing", "started", "gateway", "lost",
            "hanging", "forbidden");
    private static final String DIAL = "StartOutboundVoiceContact";
    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PAIRS.yaml(), Map.of("nightcall.connect.timeout", "1s", "nightcall.call.unknown-after", "5s"));
        PAIRS.numbers().forEach(number -> night.phone(number).answers("1", "1"));
    }

    @AfterAll
    static void end() throws Exception {
        try {
            new NoCallTwice(night, PAIRS.numbers()).check();
        } finally {
            night.close();
        }
    }

    @AfterEach
    void mend() {
        night.connect().put("/settings", Map.of("failures", List.of(), "contactRecordDelaySeconds", 1));
    }

    @Test
    void tooManyRequestsIsTriedAgainAfterGrowingPausesWithTheSameCall() {
        fails(Map.of("operation", DIAL, "status", 429, "error", "TooManyRequestsException", "times", 2));
        // Pauses of 1 and 2 seconds.
        dialledLater("throttled", "429 TooManyRequestsException", Duration.ofSeconds(3));
    }

    @Test
    void tooManyCallsAtOnceIsTriedAgain() {
        fails(Map.of("operation", DIAL, "status", 429, "error", "LimitExceededException", "times", 1));
        dialledLater("full", "429 LimitExceededException", Duration.ofSeconds(1));
    }

    /** It may have dialled all the same, so the call is not made again. */
    @Test
    void anErrorOfConnectIsALostAnswerAndTheEscalationGoesOn() {
        fails(Map.of("operation", DIAL, "status", 500, "times", 1));
        night.fires("failing", "host", "service");
        Incident incident = takenBy("failing", "failing-second");
        assertThat(night.events(incident.id())).contains("call-waits: no answer from Connect: 500 InternalServiceException",
                "call-ended: unknown");
        assertThat(night.phone(PAIRS.first("failing")).calls()).isEmpty();
    }

    @Test
    void anErrorOfConnectThatHasDialledAllTheSameDoesNotDialAgain() {
        fails(Map.of("operation", DIAL, "status", 500, "times", 1, "after", true));
        night.fires("started", "host", "service");
        takenBy("started", "started-first");
        new NoCallTwice(night, PAIRS.numbers()).once(PAIRS.first("started"));
    }

    /** The contact had ended before the next try, so that its token would have dialled again. */
    @Test
    void anErrorAfterDiallingIsNotDialledAgainThoughTheContactHasEndedAndItsRecordIsLate() {
        night.connect().put("/settings", Map.of("contactRecordDelaySeconds", 15));
        fails(Map.of("operation", DIAL, "status", 504, "times", 1, "after", true));
        night.fires("gateway", "host", "service");
        Incident incident = takenBy("gateway", "gateway-second");
        assertThat(night.events(incident.id())).contains("call-ended: unknown");
        Phone.Conversation talk = night.phone(PAIRS.first("gateway")).rings();
        new NoCallTwice(night, PAIRS.numbers()).once(PAIRS.first("gateway"), PAIRS.second("gateway"));
        await("the record tells").until(() ->
                night.call(talk.callId()).outcome() == Outcome.ACKNOWLEDGED);
    }

    @Test
    void anAnswerThatIsLostIsNotAskedForAgainTheContactRecordTells() {
        fails(Map.of("operation", DIAL, "times", 1, "after", true, "hang", true));
        night.fires("lost", "host", "service");
        Incident incident = takenBy("lost", "lost-first");
        assertThat(night.events(incident.id())).anyMatch(event -> event.startsWith("call-waits: no answer from Connect"));
        Phone.Conversation talk = night.phone(PAIRS.first("lost")).rings();
        Call call = night.awaitSettled(talk.callId());
        assertThat(call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(call.contactId()).isEqualTo(talk.contactId());
        assertThat(night.phone(PAIRS.second("lost")).calls()).isEmpty();
    }

    @Test
    void aRequestThatHangsIsUnknownAndTheEscalationGoesOn() {
        fails(Map.of("operation", DIAL, "times", 1, "hang", true));
        night.fires("hanging", "host", "service");
        Incident incident = takenBy("hanging", "hanging-second");
        assertThat(night.events(incident.id())).anyMatch(event -> event.startsWith("call-waits: no answer from Connect"))
                .contains("call-ended: unknown");
        assertThat(night.phone(PAIRS.first("hanging")).calls()).isEmpty();
    }

    @Test
    void aRefusalIsFinalForThisCallAndTheNextEngineerIsCalledAtOnce() {
        fails(Map.of("operation", DIAL, "status", 403, "error", "DestinationNotAllowedException", "times", 1));
        night.fires("forbidden", "host", "service");
        Incident incident = takenBy("forbidden", "forbidden-second");
        assertThat(night.events(incident.id())).contains("call-ended: failed");
        assertThat(Duration.between(incident.openedAt(), night.phone(PAIRS.second("forbidden")).rings().startedAt()))
                .as("before the step has waited its minute").isLessThan(Duration.ofSeconds(30));
    }

    private void dialledLater(String system, String reason, Duration pauses) {
        night.fires(system, "host", "service");
        Incident incident = takenBy(system, system + "-first");
        assertThat(night.events(incident.id())).contains("call-waits: " + reason);
        Phone.Conversation talk = night.phone(PAIRS.first(system)).rings();
        assertThat(Duration.between(night.call(talk.callId()).createdAt(), talk.startedAt()))
                .isBetween(pauses, pauses.plusSeconds(20));
        assertThat(night.phone(PAIRS.second(system)).calls()).isEmpty();
    }

    private void fails(Map<String, ?> failure) {
        night.connect().put("/settings", Map.of("failures", List.of(failure)));
    }

    private Incident takenBy(String system, String engineer) {
        Incident incident = night.awaitIncident(system, i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).isEqualTo(engineer);
        return incident;
    }
}
