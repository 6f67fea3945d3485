package dev.nightcall.alert;

import dev.nightcall.memory.Memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the door refuses, and where it says the fault is. */
class AlertReaderRefusalTest {

    private static final String GOOD = "{\"system\":\"s\",\"host\":\"h\"}";

    private final AlertReader reader = new AlertReader(Clock.systemUTC(), () -> ZoneOffset.UTC, Memory.unlimited());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "``                                    | is empty; expected an alert as JSON",
            "`   `                                 | is empty; expected an alert as JSON",
            "{                                     | must be JSON in UTF-8; see line 1",
            "{\"system\":\"s\",}                   | must be JSON in UTF-8; see line 1",
            "{'system':'s'}                        | must be JSON in UTF-8; see line 1",
            "system=s&host=h                       | must be JSON in UTF-8; see line 1",
            "<alert/>                              | must be JSON in UTF-8; see line 1",
            "{\"system\":\"s\",\"host\":\"\t\"}    | must be JSON in UTF-8; see line 1",
            "{\"a\":NaN}                           | must be JSON in UTF-8; see line 1",
            "{\"system\":\"s\",\"system\":\"t\"}   | must not name a field twice; see line 1",
            "{\"a\":{\"b\":1,\"b\":2}}             | must not name a field twice; see line 1",
            "{\"system\":\"s\",\"host\":\"h\"}{}   | must end where its JSON ends; see line 1",
            "{\"system\":\"s\",\"host\":\"h\"} x   | must be JSON in UTF-8; see line 1",
            "null                                  | must be an alert",
            "\"XYZ\"                               | must be an alert",
            "12                                    | must be an alert",
            "[]                                    | is empty; expected at least one alert"})
    void theRequestAsAWhole(String body, String expected) {
        AlertRefusedException refusal = refusal(reader, body);

        assertThat(refusal.field()).isEmpty();
        assertThat(refusal).hasMessageContaining(expected);
        assertThat(refusal.getMessage()).doesNotContain("com.fasterxml", "Stream", "Source:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{}                                                            | /system",
            "{\"host\":\"h\"}                                              | /system",
            "{\"system\":null,\"host\":\"h\"}                              | /system",
            "{\"system\":\"\",\"host\":\"h\"}                              | /system",
            "{\"system\":\" \\u0000\\t\",\"host\":\"h\"}                   | /system",
            "{\"system\":7,\"host\":\"h\"}                                 | /system",
            "{\"system\":[\"s\"],\"host\":\"h\"}                           | /system",
            "{\"systemname\":{},\"host\":\"h\"}                            | /systemname",
            "{\"systemname\":\"\",\"host\":\"h\"}                          | /systemname",
            "{\"system\":\"s\"}                                            | /host",
            "{\"system\":\"s\",\"host\":\"\",\"service\":\" \"}            | /host",
            "{\"system\":\"s\",\"host\":true}                              | /host",
            "{\"system\":\"s\",\"service\":1.5}                            | /service",
            "{\"system\":\"s\",\"host\":\"h\",\"severity\":\"bad\"}        | /severity",
            "{\"system\":\"s\",\"host\":\"h\",\"severity\":1}              | /severity",
            "{\"system\":\"s\",\"host\":\"h\",\"state\":\"ok\"}            | /state",
            "{\"system\":\"s\",\"host\":\"h\",\"state\":{}}                | /state",
            "{\"system\":\"s\",\"host\":\"h\",\"summary\":[]}              | /summary",
            "{\"system\":\"s\",\"host\":\"h\",\"occurredAt\":1696306852}   | /occurredAt",
            "{\"system\":\"s\",\"host\":\"h\",\"lastcheck\":\"soon\"}      | /lastcheck",
            "{\"system\":\"s\",\"host\":\"h\",\"labels\":[\"a\"]}          | /labels",
            "{\"system\":\"s\",\"host\":\"h\",\"labels\":\"a\"}            | /labels",
            "{\"system\":\"s\",\"host\":\"h\",\"labels\":{\"a/b~c\":{}}}   | /labels/a~1b~0c",
            "[{\"system\":\"s\",\"host\":\"h\"},{\"system\":\"s\"}]        | /1/host",
            "[{\"system\":\"s\",\"host\":\"h\"},7]                         | /1",
            "[[{\"system\":\"s\",\"host\":\"h\"}]]                         | /0",
            "{\"input\":null}                                              | /input",
            "{\"input\":7}                                                 | /input",
            "{\"input\":[]}                                                | /input",
            "{\"input\":{}}                                                | /input",
            "{\"input\":\"\"}                                              | /input",
            "{\"input\":\"{\"}                                             | /input",
            "{\"input\":\"[]\"}                                            | /input",
            "{\"input\":{\"alertinfo\":null}}                              | /input",
            "{\"input\":{\"alertinfo\":\"x\"}}                             | /input",
            "{\"input\":{\"alertinfo\":[]}}                                | /input/alertinfo",
            "{\"input\":\"{\\\"alertinfo\\\":[]}\"}                        | /input/alertinfo",
            "{\"input\":{\"alertinfo\":[{\"host\":\"h\"}]}}                | /input/alertinfo/0/system",
            "{\"input\":{\"alertinfo\":[{\"systemname\":1}]}}              | /input/alertinfo/0/systemname",
            "[{\"input\":{\"alertinfo\":[1]}}]                             | /0/input/alertinfo/0"})
    void oneField(String body, String field) {
        assertThat(refusal(reader, body).field()).isEqualTo(field);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                arguments("[".repeat(10_000), "", "too deep"),
                arguments("{\"a\":".repeat(10_000), "", "too deep"),
                arguments("{\"system\":\"s\",\"host\":\"h\",\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", "",
                        "too deep"),
                arguments("{\"input\":\"" + "[".repeat(10_000) + "\"}", "/input", "too deep"),
                arguments("{\"system\":\"s\",\"host\":\"h\",\"n\":" + "9".repeat(10_000) + "}", "", "too long"),
                arguments("{\"system\":\"" + "x".repeat(300 * 1024) + "\",\"host\":\"h\"}", "/system", "at most 256"),
                arguments("{\"system\":\"s\",\"host\":\"" + "x".repeat(257) + "\"}", "/host", "at most 256"),
                arguments("{\"system\":\"s\",\"service\":\"" + "x".repeat(257) + "\"}", "/service", "at most 256"),
                arguments("{\"system\":\"%1$s\",\"host\":\"%1$s\"}".formatted("障".repeat(200)), "", "960 bytes"),
                arguments("{\"system\":\"%1$s\",\"host\":\"h\",\"alias\":\"%1$s\"}".formatted("障".repeat(200)), "",
                        "system and alias must fit into 960 bytes"),
                // In the form in which they are compared they would fit.
                arguments("{\"system\":\"%1$s\",\"host\":\"%1$s\"}".formatted("Ａ".repeat(200)), "",
                        "system, host and service must fit into 960 bytes"),
                arguments("{\"system\":\"%1$s\",\"host\":\"h\",\"alias\":\"%1$s\"}".formatted("Ａ".repeat(200)), "",
                        "system and alias must fit into 960 bytes"),
                arguments("[" + (GOOD + ",").repeat(1000) + GOOD + "]", "/1000", "at most 1000"),
                arguments("[{\"input\":{\"alertinfo\":[" + (GOOD + ",").repeat(999) + GOOD + "]}}," + GOOD + "]", "/1",
                        "at most 1000"));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void moreThanTheLimits(String body, String field, String expected) {
        AlertRefusedException refusal = refusal(reader, body);

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal).hasMessageContaining(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "EUC-JP"})
    void anotherEncoding(String charset) {
        byte[] body = "{\"system\":\"障害\",\"host\":\"h\"}".getBytes(Charset.forName(charset));

        assertThat(catchThrowableOfType(AlertRefusedException.class, () -> reader.read(body)))
                .hasMessageContaining("must be JSON in UTF-8");
    }

    @Test
    void whatIsExpectedIsSaid() {
        assertThat(refusal(reader, "{\"system\":\"s\",\"host\":\"h\",\"severity\":\"bad\"}"))
                .hasMessage("must be critical, error, warning or info");
    }

    static AlertRefusedException refusal(AlertReader reader, String body) {
        AlertRefusedException refusal = catchThrowableOfType(AlertRefusedException.class,
                () -> reader.read(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal).as("refused: " + body).isNotNull();
        return refusal;
    }
}
