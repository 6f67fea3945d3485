package dev.nightcall.night;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;
import dev.nightcall.tables.LineTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A request to dial comes to Connect when the call has long been settled as unknown and the next engineer been called: as when
 * the process has slept. This one is awake and keeps its message from coming again, so the test does what whoever got it would.
 */
@ExtendWith(Cloud.Extension.class)
class DialledTooLateTest {

    private static final Pairs PAIRS = Pairs.of("sleepy");
    private static final String DIAL = "StartOutboundVoiceContact";
    /** Long enough that everything else is over by then, on a busy machine as well. */
    private static final int LATE = 20;
    private Night night;

    @BeforeEach
    void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PAIRS.yaml(), Map.of("nightcall.connect.timeout", "60s", "nightcall.call.unknown-after", "2s",
                "nightcall.call.ring-limit", "30s"));
        night.connect().put("/settings", Map.of("contactRecordDelaySeconds", 60));
    }

    @AfterEach
    void end() throws Exception {
        night.close();
    }

    @Test
    void itIsStoppedAtOnceAndLookedAtUntilItHasEnded() {
        night.phone(PAIRS.first("sleepy")).doesNotAnswer();
        night.phone(PAIRS.second("sleepy")).answers("1", "1");
        fails(Map.of("operation", DIAL, "times", 1, "delaySeconds", LATE));
        night.fires("sleepy", "host", "service");
        isGivenUpByAnother();
        Incident incident = night.awaitIncident("sleepy", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).isEqualTo("sleepy-second");
        assertThat(night.phone(PAIRS.first("sleepy")).calls()).as("before it comes to Connect").isEmpty();

        night.phone(PAIRS.first("sleepy")).rings();
        Phone.Conversation late = night.phone(PAIRS.first("sleepy")).hangsUp();
        assertThat(Duration.between(late.startedAt(), late.endedAt())).as("before ring-limit").isLessThan(Duration.ofSeconds(20));
        String call = late.callId();
        await("its end was seen").until(() -> night.call(call).lastUpdate() != null);
        assertThat(night.call(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(night.events(incident.id())).contains("call-stopped: dialled too late: it was unknown by then");
        new NoCallTwice(night, PAIRS.numbers()).check();
    }

    @Test
    void aDigitThatIsPressedInItAllTheSameCounts() {
        night.phone(PAIRS.first("sleepy")).answers("1", "1");
        night.phone(PAIRS.second("sleepy")).doesNotAnswer();
        night.connect().put("/settings", Map.of("failures", List.of(Map.of("operation", DIAL, "times", 1, "delaySeconds", LATE),
                Map.of("operation", "StopContact", "status", 500))));
        night.fires("sleepy", "host", "service");
        isGivenUpByAnother();
        Incident incident = night.awaitIncident("sleepy", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).isEqualTo("sleepy-first");
        Call call = night.awaitSettled(night.phone(PAIRS.first("sleepy")).rings().callId());
        assertThat(call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(night.events(incident.id())).contains("call-ended: unknown",
                "call-stopped: dialled too late: it was unknown by then", "call-ended: acknowledged");
    }

    private void isGivenUpByAnother() {
        LineTable lines = new LineTable(night.table(night.names().tables().lines()), night.tables().transactions(), null);
        Call asked = await("Connect is asked").until(
                () -> Optional.ofNullable(lines.of("sleepy-first").call()).map(night::call).orElse(null),
                call -> call != null && call.askedConnect() != null);
        night.backDoor().put(night.names().queues().later(),
                new Later(Task.WATCH_CALL, asked.id(), 0, asked.askedConnect().plusSeconds(2)));
    }

    private void fails(Map<String, ?> failure) {
        night.connect().put("/settings", Map.of("failures", List.of(failure)));
    }
}
