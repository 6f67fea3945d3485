package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.Patience;
import org.awaitility.core.ConditionFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/** One telephone of the Connect stand-in: what it shall do, and what has happened on it. */
public final class Phone {

    /** A call on this phone. Times are null until they have come. */
    public record Conversation(String contactId, String callId, Instant startedAt, Instant answeredAt, Instant endedAt,
                               List<String> heard, List<String> pressed, String disconnectReason) {

        public String allHeard() {
            return String.join(" ", heard);
        }
    }

    private final Http connect;
    private final String number;

    Phone(Http connect, String number) {
        this.connect = connect;
        this.number = number;
    }

    public String number() {
        return number;
    }

    /** Answers after a moment and presses these keys, one entry for each request for input. */
    public Phone answers(String... keys) {
        return script("answer", 0.3, List.of(keys), null);
    }

    public Phone answersAndHangsUpAfter(double seconds, String... keys) {
        return script("answer", 0.3, List.of(keys), seconds);
    }

    public Phone doesNotAnswer() {
        return script("no-answer", 0, List.of(), null);
    }

    public Phone isVoicemail() {
        return script("voicemail", 0.3, List.of(), null);
    }

    public Phone isBusy() {
        return script("busy", 0, List.of(), null);
    }

    public Phone isInvalid() {
        return script("invalid", 0, List.of(), null);
    }

    public Phone script(String behaviour, double afterSeconds, List<String> keys, Double hangUpAfterSeconds) {
        Map<String, Object> script = new LinkedHashMap<>();
        script.put("behaviour", behaviour);
        script.put("afterSeconds", afterSeconds);
        script.put("keys", keys);
        script.put("hangUpAfterSeconds", hangUpAfterSeconds);
        connect.put("/phones/" + number, script);
        return this;
    }

    public List<Conversation> calls() {
        List<Conversation> calls = new ArrayList<>();
        for (JsonNode call : connect.get("/phones/" + number + "/calls")) {
            calls.add(new Conversation(call.path("contactId").asText(), call.path("callId").asText(),
                    time(call, "startedAt"), time(call, "answeredAt"), time(call, "endedAt"),
                    texts(call.path("heard")), texts(call.path("pressed")),
                    call.hasNonNull("disconnectReason") ? call.get("disconnectReason").asText() : null));
        }
        return calls;
    }

    /** Waits for the n-th call (from 1) to begin. */
    public Conversation rings(int n, Duration atMost) {
        wait("call " + n + " on " + number, atMost).until(() -> calls().size() >= n);
        return calls().get(n - 1);
    }

    public Conversation rings(int n) {
        return rings(n, Patience.OF_A_TEST);
    }

    public Conversation rings() {
        return rings(1);
    }

    /** Waits for the n-th call (from 1) to end. */
    public Conversation hangsUp(int n, Duration atMost) {
        wait("end of call " + n + " on " + number, atMost).until(() -> calls().size() >= n && calls().get(n - 1).endedAt() != null);
        return calls().get(n - 1);
    }

    public Conversation hangsUp(int n) {
        return hangsUp(n, Patience.OF_A_TEST);
    }

    public Conversation hangsUp() {
        return hangsUp(1);
    }

    private static ConditionFactory wait(String what, Duration atMost) {
        return await(what).atMost(atMost).pollInterval(Duration.ofMillis(50));
    }

    private static Instant time(JsonNode call, String field) {
        return call.hasNonNull(field) ? java.time.OffsetDateTime.parse(call.get(field).asText()).toInstant() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
