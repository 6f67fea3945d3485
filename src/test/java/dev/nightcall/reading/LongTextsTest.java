package dev.nightcall.reading;

import dev.nightcall.alert.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts as long as a door lets in: each would cost minutes if the time grew with the square of its length. */
class LongTextsTest {

    private static final int EIGHT_MEGABYTES = 8_000_000;

    private static Sources sources(String pattern) {
        Sources sources = new Sources(Path.of("routes/tables"), Clock.fixed(Instant.parse("2026-11-22T03:10:00Z"),
                ZoneOffset.UTC), () -> ZoneOffset.UTC);
        sources.add("site", "m", 1, pattern);
        return sources;
    }

    private static Reading read(String pattern, String body) {
        return sources(pattern).read(WebhookMessage.of("site", "site", "", body));
    }

    @Test
    @Timeout(120)
    void aLongNameIsCutAtOnce() {
        Alert alert = read("{alert: {host: '{$.host}'}}", "{\"host\":\"" + "h".repeat(EIGHT_MEGABYTES) + "\"}").alerts().get(0);

        assertThat(alert.host()).hasSize(256).startsWith("hhh").matches(".*…~[0-9a-f]{8}");
    }

    @Test
    @Timeout(120)
    void aMessageOfManyAlertsThatSayNothingIsReadOnce() {
        String body = "{\"alerts\":[" + "{\"host\":\"h\"},".repeat(20_000) + "{\"host\":\"last\"}],\"more\":\""
                + "m".repeat(EIGHT_MEGABYTES) + "\"}";

        assertThat(read("{each: $.alerts, alert: {host: '{@.host}'}}", body).alerts()).hasSize(20_001)
                .last().satisfies(alert -> assertThat(alert.summary()).hasSize(4096).startsWith("{\"alerts\":[").endsWith("…"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%", "障", "\uD83D\uDD25", "h", "Ａ", "か\u3099"})
    void threeLongNamesFitIntoASortKey(String character) {
        String name = character.repeat(256 / character.length());
        Alert alert = read("{alert: {system: '{$.n}', host: '{$.n}', service: '{$.n}', alias: '{$.n}'}}",
                "{\"n\":\"" + name + "\"}").alerts().get(0);

        assertThat(alert.key().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(960);
        assertThat(alert.identity().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(960);
        // What older versions filed is looked for as well.
        assertThat(alert.written().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(960);
        assertThat(alert.writtenIdentity().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(960);
    }
}
