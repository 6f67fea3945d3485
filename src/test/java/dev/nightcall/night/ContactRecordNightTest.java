package dev.nightcall.night;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.local.connect.ConnectStandInConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Contact records come late, twice, out of order or not at all, or are all there is: the end is the same. */
@ExtendWith(Cloud.Extension.class)
class ContactRecordNightTest {

    private static final Pairs PAIRS = Pairs.of("late", "twice", "reversed", "silent", "blind",
            "nothing", "one", "two");
    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PAIRS.yaml(), Map.of("nightcall.call.longest", "15s"));
    }

    @AfterAll
    static void end() throws Exception {
        try {
            new NoCallTwice(night, PAIRS.numbers()).check();
        } finally {
            night.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"late, 3, 1, in-order, on, false", "twice, 0, 2, in-order, on, false",
            "reversed, 0, 2, reversed, on, false", "silent, 0, 1, in-order, off, false", "blind, 0, 2, reversed, on, true"})
    void theFirstDeclinesAndTheSecondTakesIt(String system, double delay, int copies, String order, String records, boolean blind) {
        night.connect().put("/settings", Map.of("contactRecordDelaySeconds", delay, "contactRecordCopies", copies,
                "contactRecordOrder", order, "contactRecords", records, "failures",
                blind ? List.of(Map.of("operation", "DescribeContact", "status", 500)) : List.of()));
        night.phone(PAIRS.first(system)).answers("1", "3");
        night.phone(PAIRS.second(system)).answers("1", "1");
        night.fires(system, "host", "service");
        Incident incident = night.awaitIncident(system, i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(incident.acknowledgedBy()).isEqualTo(system + "-second");

        Phone.Conversation declined = night.phone(PAIRS.first(system)).hangsUp();
        Phone.Conversation taken = night.phone(PAIRS.second(system)).hangsUp();
        assertThat(night.awaitSettled(declined.callId()).outcome()).isEqualTo(Outcome.DECLINED);
        Call call = night.awaitSettled(taken.callId());
        assertThat(call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(call.checkFlag()).isEqualTo(1);
        assertThat(call.disconReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        // Whatever else comes, nothing happens any more.
        Map<String, Object> before = state(incident, declined, taken);
        await("what comes late").pollDelay(Duration.ofMillis((long) (delay * 1000) + 1500)).until(() -> true);
        assertThat(state(incident, declined, taken)).isEqualTo(before);
        assertThat(night.timeline(incident.id()).stream().filter(entry -> entry.event().equals("call-ended"))).hasSize(2);
        new NoCallTwice(night, PAIRS.numbers()).once(PAIRS.first(system), PAIRS.second(system));
    }

    @Test
    void aCallThatNobodyTellsOfIsUnknownAfterTheLongestCallAndTheEscalationGoesOn() {
        night.connect().put("/settings", Map.of("contactRecords", "off", "failures",
                List.of(Map.of("operation", "DescribeContact", "status", 500))));
        night.phone(PAIRS.first("nothing")).answers("1", "3");
        night.phone(PAIRS.second("nothing")).answers("1", "1");
        night.fires("nothing", "host", "service");
        night.phone(PAIRS.second("nothing")).rings();
        night.connect().put("/settings", Map.of("failures", List.of()));
        Incident incident = night.awaitIncident("nothing", i -> i.status() == Status.ACKNOWLEDGED);
        assertThat(night.call(night.phone(PAIRS.first("nothing")).rings().callId()).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(incident.acknowledgedBy()).isEqualTo("nothing-second");
    }

    @Test
    void recordsAreReadWhenKinesisComesBackThatWasAwayAtTheStart(Cloud cloud) throws Exception {
        Pairs pairs = Pairs.of("early");
        try (Night early = new Night(cloud, pairs.yaml(), Map.of(), Clock.systemUTC())) {
            early.connect().put("/settings", Map.of("failures", List.of(Map.of("operation", "DescribeContact", "status", 500))));
            early.phone(pairs.first("early")).answers("1", "1");
            cloud.kinesis().cut();
            try {
                early.start();
                early.fires("early", "host", "service");
                early.phone(pairs.first("early")).hangsUp();
            } finally {
                cloud.kinesis().mend();
            }
            early.awaitIncident("early", i -> i.status() == Status.ACKNOWLEDGED);
        }
    }

    /** Whoever forwards contact records may put several into one. */
    @Test
    void severalRecordsInOneAreAllReadAndOneThatIsBadIsADeadLetter() {
        night.connect().put("/settings", Map.of("contactRecords", "off", "failures",
                List.of(Map.of("operation", "DescribeContact", "status", 500))));
        try {
            List<Phone.Conversation> talks = Stream.of("one", "two").map(system -> {
                night.phone(PAIRS.first(system)).answersAndHangsUpAfter(1);
                night.fires(system, "host", "service");
                return night.phone(PAIRS.first(system)).hangsUp();
            }).toList();
            String record = """
                    {"ContactId": "%s", "InstanceARN": "arn:aws:connect:ap-northeast-1:111122223333:instance/%s",
                     "Channel": "VOICE", "InitiationMethod": "API", "ConnectedToSystemTimestamp": "%s", "DisconnectTimestamp": "%s",
                     "LastUpdateTimestamp": "%s", "Attributes": {"call_id": "%s", "response": "acknowledged"}}""";
            List<String> records = talks.stream().map(talk -> record.formatted(talk.contactId(), ConnectStandInConfig.INSTANCE_ID,
                    talk.answeredAt(), talk.endedAt(), talk.endedAt(), talk.callId())).toList();

            night.backDoor().putRecord("several", records.get(0) + "{bad, of +819012345678}" + records.get(1));

            night.awaitIncident("one", i -> i.status() == Status.ACKNOWLEDGED);
            night.awaitIncident("two", i -> i.status() == Status.ACKNOWLEDGED);
            await("dead letter").until(() -> night.backDoor().deadLetters().stream()
                    .anyMatch(letter -> letter.body().equals("{bad, of +819012345678}") && letter.id().endsWith(".1")));
        } finally {
            night.connect().put("/settings", Map.of("contactRecords", "on", "failures", List.of()));
        }
    }

    private Map<String, Object> state(Incident incident, Phone.Conversation... talks) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("incident", night.incident(incident.group()).orElseThrow());
        state.put("timeline", night.events(incident.id()));
        for (Phone.Conversation talk : talks) {
            Call call = night.call(talk.callId());
            state.put(talk.callId(), List.of(call.outcome(), call.checkFlag(), call.settledAt(), call.endedAt()));
        }
        return state;
    }
}
