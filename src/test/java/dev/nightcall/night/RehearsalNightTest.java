package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.core.Incident;
import dev.nightcall.timeline.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code who} tells before is what the escalation then does: nobody answers, and all of it goes through the doors. */
@ExtendWith(Cloud.Extension.class)
class RehearsalNightTest {

    private static final List<String> SYSTEMS = List.of("rounds", "handover", "leave", "busy", "nobody", "quiet");

    private static final List<String> NUMBERS = List.of("101", "102", "103", "104", "105", "201", "202", "301", "302", "401",
            "402", "501");

    private static Night night;
    private static final Map<String, JsonNode> REHEARSED = new LinkedHashMap<>();

    /** Primary changes hands at {@code %s}. */
    private static final String PLAN = """
            timezone: Asia/Tokyo
            calendars:
              always: {days: all}
              never: {union: [always], except: [always]}
            engineers:
              a1: {name: A, phones: [{number: "+819000000101"}, {number: "+819000000102"}]}
              a2: {name: A, phones: [{number: "+819000000103", when: never}, {number: "+819000000104", when: always}]}
              a3: {name: A, phones: [{number: "+819000000105"}]}
              b1: {name: B, phones: [{number: "+819000000201"}]}
              b2: {name: B, phones: [{number: "+819000000202"}]}
              c1: {name: C, phones: [{number: "+819000000301"}], unavailable: [{from: 2020-01-01, reason: on leave}]}
              c2: {name: C, phones: [{number: "+819000000302"}]}
              d1: {name: D, phones: [{number: "+819000000401"}]}
              d2: {name: D, phones: [{number: "+819000000402"}]}
              boss: {name: Boss, phones: [{number: "+819000000501"}]}
            teams:
              as: [a2, a3]
              cs: [c1, c2]
            schedules:
              primary:
                layers: [{participants: [b1], rotation: daily, start: 2020-01-01T00:00}]
                overrides: [{from: %s, to: 2099-01-01T00:00, engineer: b2, by: b1, reason: hand-over}]
              over:
                layers: [{participants: [b1], rotation: daily, start: 2020-01-01T00:00, end: 2021-01-01T00:00}]
            catchAll: ["call:boss"]
            policies:
              default: {steps: [{recipients: ["call:boss"]}]}
              rounds:
                groupWait: 1s
                rounds: 2
                pause: 30m
                steps:
                  - {recipients: ["call:a1", "direct:notify-log"], attempts: 2}
                  - {recipients: ["call:as", "call:a1"]}
                fallback: ["direct:notify-log"]
              handover:
                groupWait: 1s
                rounds: 1
                pause: 30m
                steps:
                  - {recipients: ["call:primary"]}
                  - {recipients: ["direct:notify-log"], wait: 30s}
                  - {recipients: ["call:primary"]}
              leave:
                groupWait: 1s
                rounds: 2
                pause: 30m
                steps:
                  - {recipients: ["call:c1"], attempts: 2}
                  - {recipients: ["call:cs"]}
                  - {recipients: ["call:over", "direct:notify-log"], wait: 2s}
                fallback: ["direct:notify-log"]
              busy:
                groupWait: 1s
                ringLimit: 15s
                rounds: 1
                pause: 30m
                steps:
                  - {recipients: ["call:d1"], wait: 4s}
                  - {recipients: ["call:d1"], wait: 4s}
                  - {recipients: ["call:d1", "call:d2"]}
                  - {recipients: ["call:d2"]}
              nobody:
                groupWait: 1s
                rounds: 1
                pause: 30m
                steps:
                  - {recipients: ["call:c1"]}
                  - {recipients: ["call:over", "direct:notify-log"], wait: 2s}
              quiet: {groupWait: 1s, callFrom: critical, steps: [{recipients: ["call:boss", "direct:notify-log"]}]}
            rules:
              - {match: {system: rounds}, policy: rounds}
              - {match: {system: handover}, policy: handover}
              - {match: {system: leave}, policy: leave}
              - {match: {system: busy}, policy: busy}
              - {match: {system: nobody}, policy: nobody}
              - {match: {system: quiet}, policy: quiet}
            """;

    @BeforeAll
    static void everythingHappens(Cloud cloud) throws Exception {
        Clock clock = new MovableClock();
        String handOver = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneId.of("Asia/Tokyo"))
                .format(clock.instant().plusSeconds(35));
        night = Night.begins(cloud, PLAN.formatted(handOver), Map.of(), clock);
        for (String number : NUMBERS) {
            night.phone("+819000000" + number).doesNotAnswer();
        }
        for (String system : SYSTEMS) {
            night.says(alert(system));
        }
        for (String system : SYSTEMS) {
            Incident incident = night.awaitIncident(system, found -> true);
            REHEARSED.put(system, night.door().post("/api/oncall/who?at=" + incident.openedAt(), alert(system)));
        }
    }

    @AfterAll
    static void end() throws Exception {
        night.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rounds", "handover", "leave", "busy", "nobody", "quiet"})
    void whatHappensIsWhatWasToldBefore(String system) {
        JsonNode told = REHEARSED.get(system);
        Incident incident = night.incident(system).orElseThrow();
        int positions = rehearsed(told).size();
        await(system).atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(500)).untilAsserted(() ->
                assertThat(happened(incident.id())).hasSizeGreaterThanOrEqualTo(positions));
        await(system).pollInterval(Duration.ofMillis(500)).untilAsserted(() ->
                assertThat(happened(incident.id())).isEqualTo(rehearsed(told)));

        assertThat(told.hasNonNull("startsOver")).isEqualTo(!system.equals("quiet"));
        assertThat(told.path("phonesSomebody").asBoolean()).isEqualTo(!system.equals("quiet"));
    }

    @Test
    void eachPhoneRingsAsOftenAsWasToldBeforeAndNoOtherDoes() {
        SYSTEMS.forEach(this::whatHappensIsWhatWasToldBefore);

        for (String number : NUMBERS) {
            long told = REHEARSED.values().stream().flatMap(play -> lines(play.path("events")))
                    .filter(event -> event.path("number").asText().equals("+***" + number)).count();
            assertThat(night.phone("+819000000" + number).calls()).as(number).hasSize((int) told);
        }
    }

    /** By position, which are told one after the other; what happens at one of them happens at the same time. */
    private static List<List<String>> rehearsed(JsonNode play) {
        List<List<String>> positions = new ArrayList<>();
        Map<String, List<String>> byPlace = new LinkedHashMap<>();
        lines(play.path("events")).forEach(event -> {
            String place = event.path("round").asText() + "/" + event.path("step").asText() + "/" + event.path("attempt").asText();
            byPlace.computeIfAbsent(place, key -> new ArrayList<>()).add(switch (event.path("event").asText()) {
                case "escalated", "nobody-to-reach" -> event.path("event").asText() + " " + event.path("reason").asText();
                case "called" -> "called " + event.path("who").asText() + " " + event.path("number").asText();
                default -> event.path("event").asText() + " " + event.path("who").asText() + " " + event.path("reason").asText();
            });
        });
        byPlace.values().forEach(place -> positions.add(place.stream().map(String::strip).sorted().toList()));
        return positions;
    }

    private static List<List<String>> happened(String incident) {
        List<Entry> timeline = night.timeline(incident);
        TreeMap<Instant, List<String>> positions = new TreeMap<>();
        timeline.stream().filter(entry -> entry.event().equals("escalated")).forEach(entry ->
                positions.put(entry.at(), new ArrayList<>(List.of("escalated " + entry.reason()))));
        List<List<String>> inOrder = List.copyOf(positions.values());
        for (Entry entry : timeline) {
            switch (entry.event()) {
                case "called" -> inOrder.get(Integer.parseInt(entry.reason().replace("position ", "")) - 1)
                        .add("called " + entry.detail());
                case "not-called" -> positions.get(entry.at()).add("not-called " + entry.detail() + " " + entry.reason());
                case "told" -> inOrder.get(Integer.parseInt(entry.about().split("/")[1]) - 1).add("told " + entry.detail());
                case "nobody-to-reach" -> positions.get(entry.at()).add("nobody-to-reach " + entry.reason());
                default -> { }
            }
        }
        return inOrder.stream().map(place -> place.stream().sorted().toList()).toList();
    }

    private static Stream<JsonNode> lines(JsonNode array) {
        List<JsonNode> lines = new ArrayList<>();
        array.forEach(lines::add);
        return lines.stream();
    }

    private static Map<String, String> alert(String system) {
        return Map.of("system", system, "host", "host", "service", "service", "severity", "error");
    }
}
