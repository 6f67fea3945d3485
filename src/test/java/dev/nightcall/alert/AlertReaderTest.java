package dev.nightcall.alert;

import dev.nightcall.memory.Memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the door understands. What it refuses is in {@link AlertReaderRefusalTest}. */
class AlertReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:10:00.123456789Z");

    private final AtomicInteger ids = new AtomicInteger();
    private ZoneId zone = ZoneId.of("Asia/Tokyo");
    private final AlertReader reader = new AlertReader(AlertLimits.standard(), Clock.fixed(NOW, ZoneOffset.UTC),
            () -> "id-" + ids.getAndIncrement(), () -> zone, Memory.unlimited());

    @Test
    void everyFieldIsRead() {
        Alert alert = one("""
                {"system": "XYZ", "host": "Server1", "service": "CPU Utilization", "severity": "warning",
                 "state": "resolved", "summary": "12 %\\nwell again", "occurredAt": "2023-10-03T13:20:52.5+09:00",
                 "labels": {"site": "Osaka", "rack": 7, "virtual": true, "owner": null}}""");

        assertThat(alert).isEqualTo(new Alert("id-0", "XYZ", "Server1", "CPU Utilization", "",
                Severity.WARNING, State.RESOLVED, "12 %\nwell again",
                Instant.parse("2023-10-03T04:20:52.5Z"), Instant.parse("2026-11-22T03:10:00.123456Z"),
                Map.of("site", "Osaka", "rack", "7", "virtual", "true")));
    }

    @Test
    void whatIsLeftOutHasADefault() {
        Alert alert = one("""
                {"system": "XYZ", "host": "h", "severity": null, "labels": null, "summary": null}""");

        assertThat(alert).isEqualTo(new Alert("id-0", "XYZ", "h", "", "", Severity.CRITICAL, State.FIRING, "",
                alert.receivedAt(), Instant.parse("2026-11-22T03:10:00.123456Z"), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"input\": \"{\\\"alertinfo\\\": [%s]}\"}",
            "{\"input\": \"{\\\"alertinfo\\\": %s}\", \"name\": \"execution-1\"}",
            "[{\"input\": \"{\\\"alertinfo\\\": [%s]}\"}]"})
    void theEnvelopeIsReadWithItsInnerJsonAsText(String envelope) {
        assertThat(one(envelope.formatted("{\\\"host\\\": \\\"Server1\\\", \\\"service\\\": \\\"CPU Utilization\\\","
                + " \\\"lastcheck\\\": \\\"2023-10-03 13:20:52\\\", \\\"systemname\\\": \\\"XYZ\\\"}")))
                .extracting(Alert::written, Alert::occurredAt, Alert::labels)
                .containsExactly(new AlertKey("XYZ", "Server1", "CPU Utilization"),
                        Instant.parse("2023-10-03T04:20:52Z"), Map.of());
    }

    @Test
    void theEnvelopeIsReadWithItsInnerJsonAsAnObject() {
        assertThat(read("""
                {"input": {"alertinfo": [{"systemname": "XYZ", "host": "a"}, {"systemname": "XYZ", "host": "b"}]}}"""))
                .extracting(Alert::host).containsExactly("a", "b");
    }

    @Test
    void anAlertThatHasAFieldInputIsAnAlert() {
        assertThat(one("{\"system\": \"UPS\", \"host\": \"h\", \"input\": \"230 V\"}").labels())
                .containsExactly(Map.entry("input", "230 V"));
    }

    @Test
    void theOrderWithinARequestIsKept() {
        List<Alert> alerts = read(IntStream.range(0, 1000)
                .mapToObj(i -> "{\"system\":\"s\",\"host\":\"%d\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]")));

        assertThat(alerts).hasSize(1000).isSortedAccordingTo(Comparator.comparing(Alert::receivedAt));
        assertThat(alerts).extracting(Alert::receivedAt).doesNotHaveDuplicates();
        assertThat(alerts.get(999).receivedAt()).isEqualTo(Instant.parse("2026-11-22T03:10:00.123456999Z"));
        assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "2023-10-03T04:20:52Z          | 2023-10-03T04:20:52Z",
            "2023-10-03t04:20:52z          | 2023-10-03T04:20:52Z",
            "2023-10-03T13:20:52+09:00     | 2023-10-03T04:20:52Z",
            "2023-10-03 13:20:52 +0900     | 2023-10-03T04:20:52Z",
            "2023-10-03 13:20:52+0900      | 2023-10-03T04:20:52Z",
            "2023-10-03T13:20:52.123+09    | 2023-10-03T04:20:52.123Z",
            "2023-10-02T23:20:52-05:00     | 2023-10-03T04:20:52Z",
            "2023-10-03 13:20:52           | 2023-10-03T04:20:52Z",
            "2023-10-03T13:20:52           | 2023-10-03T04:20:52Z",
            "2023-10-03 13:20:52.123       | 2023-10-03T04:20:52.123Z",
            "1970-01-01T00:00:00Z          | 1970-01-01T00:00:00Z",
            "2023-10-03                    | refused",
            "2023-10-0313:20:52            | refused",
            "2023-02-30 13:20:52           | refused",
            "0000-00-00 00:00:00           | refused",
            "1969-12-31T23:59:59Z          | refused",
            "+10000-01-01T00:00:00Z        | refused",
            "+999999999-12-31T23:59:59Z    | refused",
            "03.10.2023 13:20              | refused",
            "yesterday                     | refused"})
    void timesAreReadOrRefused(String written, String instant) {
        String body = "{\"system\": \"s\", \"host\": \"h\", \"occurredAt\": \"%s\"}".formatted(written);
        if (instant.equals("refused")) {
            assertThat(AlertReaderRefusalTest.refusal(reader, body).field()).isEqualTo("/occurredAt");
        } else {
            assertThat(one(body).occurredAt()).isEqualTo(Instant.parse(instant));
        }
    }

    @Test
    void theZoneOfLocalTimesIsAskedForEachTime() {
        String body = "{\"system\": \"s\", \"host\": \"h\", \"lastcheck\": \"2023-10-03 13:20:52\"}";
        assertThat(one(body).occurredAt()).isEqualTo(Instant.parse("2023-10-03T04:20:52Z"));
        zone = ZoneId.of("Europe/Berlin");
        assertThat(one(body).occurredAt()).isEqualTo(Instant.parse("2023-10-03T11:20:52Z"));
    }

    @Test
    void whatIsUnknownIsALabel() {
        assertThat(one("""
                {"system": "s", "host": "h", "systemname": "t", "lastcheck": "never", "id": "theirs",
                 "CamelHttpUri": "file:x",
                 "count": 12, "huge": 1e999999999, "long": 123456789012345678901234567890, "exact": 1.50, "flag": false,
                 "nothing": null, "tags": ["a", {"b": 1}], "occurredAt": "2023-10-03 13:20:52", "site": "outer",
                 "labels": {"site": "inner"}}""").labels())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry("systemname", "t"),
                        Map.entry("lastcheck", "never"), Map.entry("id", "theirs"), Map.entry("CamelHttpUri", "file:x"),
                        Map.entry("count", "12"), Map.entry("huge", "1E+999999999"),
                        Map.entry("long", "123456789012345678901234567890"), Map.entry("exact", "1.50"),
                        Map.entry("flag", "false"), Map.entry("tags", "[\"a\",{\"b\":1}]"),
                        Map.entry("site", "inner")));
    }

    @Test
    void wordsAreReadWhateverTheirCase() {
        assertThat(one("{\"system\": \"s\", \"host\": \"h\", \"severity\": \" Critical\", \"state\": \"RESOLVED\"}"))
                .extracting(Alert::severity, Alert::state).containsExactly(Severity.CRITICAL, State.RESOLVED);
    }

    @Test
    void anAliasIsReadWhenTheFieldItselfSaysNothing() {
        assertThat(one("{\"system\": \" \", \"systemname\": \"XYZ\", \"host\": \"h\"}").system()).isEqualTo("XYZ");
    }

    @Test
    void noCharacterSpoilsWhatComesAfter() {
        Alert alert = one("""
                {"system": "\\tX\\u0000Y\\u001f", "host": "障害\\ud83d😱\\udc00", "service": "a\\r\\nb\\u0085",
                 "summary": "one\\ttwo\\r\\nthree\\u0007\\uffff\\ufffe",
                 "labels": {"na\\u0000me": "va\\u0000lue\\ud800"}}""");

        assertThat(alert.system()).isEqualTo("X Y");
        assertThat(alert.host()).isEqualTo("障害\uFFFD😱\uFFFD");
        assertThat(alert.service()).isEqualTo("a  b");
        assertThat(alert.summary()).isEqualTo("one\ttwo\r\nthree \uFFFD\uFFFD");
        assertThat(alert.labels()).containsExactly(Map.entry("na me", "va lue\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${exchangeId}", "<speak>", "{{nightcall.api-keys}}", "#class:java.lang.Runtime", "a/b*%"})
    void whatLooksLikeSomethingElseStaysAsItIs(String text) {
        assertThat(one("{\"system\": \"%s\", \"host\": \"h\"}".formatted(text)).system()).isEqualTo(text);
    }

    @Test
    void whatDescribesIsCut() {
        String many = IntStream.range(0, 100).mapToObj(i -> "\"label-%03d\": \"v\"".formatted(i))
                .collect(Collectors.joining(","));
        Alert alert = one("{\"system\": \"s\", \"host\": \"h\", \"summary\": \"%s\", \"%s\": \"%s\", \"labels\": {%s}}"
                .formatted("x".repeat(4094) + "😱".repeat(10), "n".repeat(200), "v".repeat(2000), many));

        assertThat(alert.summary()).hasSize(4095).endsWith("xx…");
        assertThat(alert.labels()).hasSize(64).containsEntry("label-062", "v").containsEntry("…", "38 more");

        Alert wordy = one("{\"system\": \"s\", \"host\": \"h\", \"%s\": \"%s\"}"
                .formatted("n".repeat(200), "v".repeat(2000)));
        assertThat(wordy.labels()).containsExactly(Map.entry("n".repeat(127) + "…", "v".repeat(1023) + "…"));
    }

    @Test
    void whatHasRoomIsNotCut() {
        assertThat(one("{\"system\": \"%s\", \"host\": \"h\", \"summary\": \"%s\"}"
                .formatted("s".repeat(256), "x".repeat(4096))).summary()).isEqualTo("x".repeat(4096));
    }

    private Alert one(String body) {
        List<Alert> alerts = read(body);
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private List<Alert> read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
