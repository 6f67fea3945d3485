package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Status;
import dev.nightcall.local.connect.ConnectStandInConfig;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages that can never be handled, and messages that come again and again, in any order. */
@ExtendWith(Cloud.Extension.class)
class QueueTest {

    private static final Pairs PAIRS = Pairs.of("good", "again");
    private static Night night;

    @BeforeAll
    static void begin(Cloud cloud) throws Exception {
        night = Night.begins(cloud, PAIRS.yaml(), Map.of());
        night.connect().put("/settings", Map.of("contactRecordCopies", 3, "contactRecordOrder", "reversed"));
    }

    @AfterAll
    static void end() throws Exception {
        try {
            new NoCallTwice(night, PAIRS.numbers()).check();
        } finally {
            night.close();
        }
    }

    @Test
    void whatIsNotOursGoesToTheDeadLettersAtOnceAndBlocksNothing() {
        String alerts = night.names().queues().alerts();
        String later = night.names().queues().later();
        String calls = night.names().queues().calls();
        Map<String, String> poison = new LinkedHashMap<>();
        poison.put("alert {", alerts);
        poison.put("{\"id\": \"7\"}", alerts);
        poison.put("{\"id\": \"7\", \"system\": \"x\", \"severity\": \"purple\"}", alerts);
        poison.put("later {", later);
        poison.put("{\"task\": \"DANCE\", \"subject\": \"x\", \"number\": 1, \"due\": \"2026-01-01T00:00:00Z\"}", later);
        poison.put("{\"task\": \"ESCALATE\", \"subject\": {\"a\": 1}, \"number\": \"many\", \"due\": []}", later);
        poison.put("{\"task\": \"ESCALATE\"}", later);
        poison.put("calls {", calls);
        poison.put("{\"engineer\": {\"name\": \"x\"}}", calls);
        poison.put("{}", calls);
        poison.put("[]", calls);
        String notices = night.names().queues().notices();
        poison.put("{\"incident\": \"x\", \"occasion\": \"party\"}", notices);
        poison.forEach((message, queue) -> night.backDoor().put(queue, message));
        List.of("not json", "[]", "{\"Attributes\": {\"call_id\": \"\"}, \"DisconnectTimestamp\": \"2026-01-01T00:00:00Z\"}",
                "{\"Attributes\": {\"call_id\": \"x\"}, \"DisconnectTimestamp\": \"yesterday\"}",
                "{\"Attributes\": {\"call_id\": \"unknown\"}, \"DisconnectTimestamp\": \"2026-01-01T00:00:00Z\"}")
                .forEach(record -> night.backDoor().putRecord("poison", record));

        // Only the record can tell of this call, and it comes after those.
        night.connect().put("/settings", Map.of("failures", List.of(Map.of("operation", "DescribeContact", "status", 500))));
        night.phone(PAIRS.first("good")).answers("1", "1");
        night.fires("good", "host", "service");
        night.awaitIncident("good", i -> i.status() == Status.ACKNOWLEDGED);
        night.connect().put("/settings", Map.of("failures", List.of()));

        // Three of the records cannot be handled either; the others are not ours.
        await("dead letters")
                .until(() -> night.backDoor().deadLetters().size() == poison.size() + 3);
        List<DeadLetter> letters = night.backDoor().deadLetters().stream()
                .filter(letter -> !letter.origin().equals("contact-records")).toList();
        Map<String, String> shortNames = Map.of(alerts, "alerts", later, "later", calls, "calls", notices, "notices");
        assertThat(letters.stream().collect(toMap(DeadLetter::body, DeadLetter::origin))).isEqualTo(
                poison.entrySet().stream().collect(toMap(Map.Entry::getKey, entry -> shortNames.get(entry.getValue()))));
        assertThat(letters).allSatisfy(letter -> assertThat(letter.reason()).startsWith("not a "));
        assertThat(letters).filteredOn(letter -> letter.body().equals("{\"task\": \"ESCALATE\"}"))
                .allSatisfy(letter -> assertThat(letter.reason()).contains("subject"));
    }

    @Test
    void messagesThatComeAgainInAnyOrderChangeNothing() {
        night.phone(PAIRS.first("again")).answers("1", "3");
        night.phone(PAIRS.second("again")).answers("1", "1");
        Instant now = Instant.now();
        Alert alert = new Alert("again-1", "again", "host", "service", "", Severity.ERROR, State.FIRING, "", now, now, Map.of());
        List<Object> messages = new ArrayList<>(Collections.nCopies(4, alert));
        messages.addAll(Collections.nCopies(3, new Dial("again-first")));
        put(messages);
        Incident opened = night.awaitIncident("again", incident -> true);
        for (long position = 0; position <= 2; position++) {
            messages.addAll(Collections.nCopies(2, new Later(Task.ESCALATE, opened.id(), position, now)));
        }
        Phone.Conversation declined = night.phone(PAIRS.first("again")).rings();
        messages.addAll(Collections.nCopies(3, new Later(Task.WATCH_CALL, declined.callId(), 0, now)));
        // Those of position 2 must wait: they would be early, not again.
        put(messages.stream().filter(message -> !(message instanceof Later later && later.number() == 2)).toList());
        Phone.Conversation taken = night.phone(PAIRS.second("again")).rings();
        put(messages);
        Incident incident = night.awaitIncident("again", i -> i.status() == Status.ACKNOWLEDGED);
        List.of(declined, taken).forEach(talk -> night.awaitSettled(talk.callId()));

        messages.addAll(Collections.nCopies(3, new Dial("again-second")));
        messages.addAll(Collections.nCopies(3, new Later(Task.WATCH_CALL, taken.callId(), 0, now)));
        messages.add(new Later(Task.END_LEASE, incident.id(), 41, now));
        put(messages);
        String record = """
                {"ContactId": "%s", "InstanceARN": "arn:aws:connect:ap-northeast-1:111122223333:instance/%s", "Channel": "VOICE",
                 "InitiationMethod": "API", "Attributes": {"call_id": "%s", "check_flag": "0"}, "DisconnectReason": "TELECOM_BUSY",
                 "DisconnectTimestamp": "%s", "LastUpdateTimestamp": "%s"}""";
        List.of(declined, taken).forEach(talk -> night.backDoor().putRecord(talk.contactId(),
                record.formatted(talk.contactId(), ConnectStandInConfig.INSTANCE_ID, talk.callId(), talk.startedAt(), talk.startedAt())));
        await("all handled").pollDelay(Duration.ofSeconds(3))
                .until(() -> night.backDoor().unhandled() == 0);

        assertThat(night.incident("again")).contains(incident);
        assertThat(night.events(incident.id())).containsExactlyInAnyOrder("opened: error", "escalated: round 1 step 1",
                "asked: call:again-first", "called: position 1", "call-ended: declined", "escalated: round 1 step 2",
                "asked: call:again-second", "called: position 2", "call-ended: acknowledged", "acknowledged: until "
                        + incident.acknowledgedUntil());
        new NoCallTwice(night, PAIRS.numbers()).once(PAIRS.first("again"), PAIRS.second("again"));
        assertThat(List.of(declined, taken)).extracting(talk -> night.call(talk.callId()).checkFlag()).containsExactly(0, 1);
    }

    private static void put(List<Object> messages) {
        List<Object> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(message -> night.backDoor().put(message instanceof Alert ? night.names().queues().alerts()
                : message instanceof Dial ? night.names().queues().calls() : night.names().queues().later(), message));
    }
}
