package dev.nightcall.night;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Connect shows the end of a call before its digits, and contact records are far: nobody else is phoned for it. */
@ExtendWith(Cloud.Extension.class)
class EndBeforeDigitNightTest {

    private static final Pairs PAIRS = Pairs.of("taken", "declined", "voicemail");
    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PAIRS.yaml(), Map.of("nightcall.call.second-look", "3s"));
        night.connect().put("/settings", Map.of("attributesLagSeconds", 2, "contactRecordDelaySeconds", 60));
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @Test
    void aDigitIsFoundByTheSecondLook() {
        night.phone(PAIRS.first("taken")).answers("1", "1");
        night.phone(PAIRS.second("taken")).doesNotAnswer();
        night.fires("taken", "host", "service");

        Incident incident = night.awaitIncident("taken", i -> i.status() == Status.ACKNOWLEDGED);

        Call call = night.awaitSettled(night.phone(PAIRS.first("taken")).rings().callId());
        assertThat(call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(call.checkFlag()).isEqualTo(1);
        assertThat(night.timeline(incident.id())).filteredOn(entry -> entry.event().equals("call-ended")).hasSize(1);
        assertThat(night.phone(PAIRS.second("taken")).calls()).isEmpty();
    }

    @Test
    void soIsOneThatPassesItOn() {
        night.phone(PAIRS.first("declined")).answers("1", "3");
        night.phone(PAIRS.second("declined")).answers("1", "1");
        night.fires("declined", "host", "service");

        night.awaitIncident("declined", i -> i.status() == Status.ACKNOWLEDGED);

        Call call = night.awaitSettled(night.phone(PAIRS.first("declined")).rings().callId());
        assertThat(call.outcome()).isEqualTo(Outcome.DECLINED);
    }

    @Test
    void withoutADigitTheNextOneIsPhonedAfterTheSecondLook() {
        night.phone(PAIRS.first("voicemail")).isVoicemail();
        night.phone(PAIRS.second("voicemail")).answers("1", "1");
        night.fires("voicemail", "host", "service");

        Phone.Conversation next = night.phone(PAIRS.second("voicemail")).rings();

        Phone.Conversation box = night.phone(PAIRS.first("voicemail")).hangsUp();
        assertThat(night.awaitSettled(box.callId()).outcome()).isEqualTo(Outcome.NO_DIGIT);
        assertThat(Duration.between(box.endedAt(), next.startedAt())).isGreaterThan(Duration.ofSeconds(3));
    }
}
