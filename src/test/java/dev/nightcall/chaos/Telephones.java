package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.night.Http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** The engineers' telephones, and the contact records: what they do changes every few seconds. */
final class Telephones implements Runnable {

    private static final List<String> TAKE = List.of("1", "1");
    /** For how many seconds Connect shows the end of a call without its digits. */
    private static final List<Double> LAGS = List.of(0.0, 0.0, 0.5, 1.5);
    private static final int FAST = 200;
    /** So slowly that others may take it while one still listens. */
    private static final int SLOWLY = 40;
    private final Http connect;
    private final Random random;
    private final AtomicBoolean over;
    private final Clock clock;
    private final List<Standing.Span> withoutRecords = new ArrayList<>();
    private Instant recordsOffSince;

    /**
     * One call as the telephone has seen it.
     *
     * @param endedAt  null while it lasts
     * @param pressed  what was pressed at each question
     * @param recorded whether Connect has certainly put a contact record of it
     */
    record Ring(String number, String contactId, String callId, Instant startedAt, Instant endedAt, List<String> pressed,
                boolean recorded) {

        boolean isAfter(Instant at) {
            return startedAt.isAfter(at);
        }
    }

    Telephones(Http connect, Random random, AtomicBoolean over, Clock clock) {
        this.clock = clock;
        this.connect = connect;
        this.random = random;
        this.over = over;
    }

    void begin() {
        // As with Connect, nothing rings for as long as Nightcall waits for a call of which it knows nothing.
        connect.put("/settings", Map.of("speechCharactersPerSecond", FAST, "inputTimeScale", 0.1, "ringTimeoutSeconds", 6));
        ChaosPlan.phones().values().forEach(this::behaveSomehow);
    }

    @Override
    public void run() {
        List<String> numbers = List.copyOf(ChaosPlan.phones().values());
        while (!over.get()) {
            behaveSomehow(numbers.get(random.nextInt(numbers.size())));
            if (random.nextInt(4) == 0) {
                records(random.nextInt(4) != 0, Map.of("contactRecordDelaySeconds", one(List.of(0.2, 1, 4, 8)),
                        "contactRecordCopies", 1 + random.nextInt(3),
                        "contactRecordOrder", random.nextBoolean() ? "in-order" : "reversed",
                        "attributesLagSeconds", one(LAGS), "speechCharactersPerSecond", one(List.of(FAST, SLOWLY))));
            }
            Pause.until(Duration.ofMillis(500 + random.nextInt(2500)), over::get);
        }
    }

    private void behaveSomehow(String number) {
        int chance = random.nextInt(100);
        double after = 0.1 + random.nextInt(20) / 10.0;
        if (chance < 35) {
            behave(number, "answer", after, TAKE, null);
        } else if (chance < 50) {
            behave(number, "answer", after, List.of("1", "3"), null);
        } else if (chance < 58) {
            behave(number, "answer", after, List.of("1", "9", "1#"), null);
        } else if (chance < 66) {
            behave(number, "answer", after, List.of("1"), 0.5);
        } else if (chance < 80) {
            behave(number, "no-answer", after, List.of(), null);
        } else if (chance < 90) {
            behave(number, "busy", after, List.of(), null);
        } else {
            behave(number, "voicemail", after, List.of(), null);
        }
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private synchronized void records(boolean on, Map<String, Object> how) {
        Map<String, Object> settings = new LinkedHashMap<>(how);
        settings.put("contactRecords", on ? "on" : "off");
        Instant before = clock.instant();
        connect.put("/settings", settings);
        if (!on && recordsOffSince == null) {
            recordsOffSince = before;
        } else if (on && recordsOffSince != null) {
            withoutRecords.add(new Standing.Span(recordsOffSince, clock.instant()));
            recordsOffSince = null;
        }
    }

    /** From now on they ring, and nobody answers. */
    void nobodyAnswers() {
        settleDown();
        ChaosPlan.phones().values().forEach(number -> behave(number, "no-answer", 0.1, List.of(), null));
    }

    private void settleDown() {
        records(true, Map.of("contactRecordDelaySeconds", 0.5, "contactRecordCopies", 1, "attributesLagSeconds", 0,
                "speechCharactersPerSecond", FAST));
    }

    /** From now on everybody takes whatever it is. */
    void takeEverything() {
        settleDown();
        ChaosPlan.phones().values().forEach(number -> behave(number, "answer", 0.2, TAKE, null));
    }

    private void behave(String number, String behaviour, double after, List<String> keys, Double hangUpAfter) {
        Map<String, Object> script = new LinkedHashMap<>();
        script.put("behaviour", behaviour);
        script.put("afterSeconds", after);
        script.put("keys", keys);
        script.put("hangUpAfterSeconds", hangUpAfter);
        connect.put("/phones/" + number, script);
    }

    boolean areQuiet() {
        return connect.get("/phones").path("live").isEmpty();
    }

    List<Ring> rings() {
        List<Ring> rings = new ArrayList<>();
        for (String number : ChaosPlan.phones().values()) {
            for (JsonNode call : connect.get("/phones/" + number + "/calls")) {
                List<String> pressed = new ArrayList<>();
                call.path("pressed").forEach(keys -> pressed.add(keys.asText()));
                Instant endedAt = time(call, "endedAt");
                rings.add(new Ring(number, call.path("contactId").asText(), call.path("callId").asText(),
                        time(call, "startedAt"), endedAt, pressed, isRecorded(endedAt)));
            }
        }
        return rings;
    }

    private synchronized boolean isRecorded(Instant endedAt) {
        return endedAt != null && (recordsOffSince == null || endedAt.isBefore(recordsOffSince))
                && withoutRecords.stream().noneMatch(span -> span.contains(endedAt));
    }

    /** How often Connect gave each operation each answer. */
    JsonNode requests() {
        return connect.get("/requests");
    }

    private static Instant time(JsonNode call, String field) {
        return call.hasNonNull(field) ? OffsetDateTime.parse(call.get(field).asText()).toInstant() : null;
    }
}
