package dev.nightcall.reading;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneId;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    private final Times tokyo = new Times(ZoneId.of("Asia/Tokyo"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-11-22T09:46:29.556Z          | 2026-11-22T09:46:29.556Z",
        "2021-10-12T09:51:03.157076+02:00  | 2021-10-12T07:51:03.157076Z",
        "2022-08-28T15:39:16.518+0000      | 2022-08-28T15:39:16.518Z",
        "2026-11-22 18:27:29 +0900         | 2026-11-22T09:27:29Z",
        "2026-11-22 18:27:29               | 2026-11-22T09:27:29Z",
        "2026/11/22 18:50:00               | 2026-11-22T09:50:00Z",
        "2026/1/2 3:04                     | 2026-01-01T18:04:00Z",
        "2026.11.22 18:35:43               | 2026-11-22T09:35:43Z",
        "18:35:43 on 2026.11.22            | 2026-11-22T09:35:43Z",
        "Sun Nov 22 18:24:03 JST 2026      | 2026-11-22T09:24:03Z",
        "Sun Nov  1 18:24:03 2026          | 2026-11-01T09:24:03Z",
        "Sun, 22 Nov 2026 18:30:02         | 2026-11-22T09:30:02Z",
        "Sun, 22 Nov 2026 18:30:02 +0100   | 2026-11-22T17:30:02Z",
        "1795339736                        | 2026-11-22T09:28:56Z",
        "1473129912693                     | 2016-09-06T02:45:12.693Z",
        "1473129912.25                     | 2016-09-06T02:45:12Z",
        "1473129912693000000               | 2016-09-06T02:45:12.693Z"})
    void readsWhatMonitorsWrite(String written, Instant expected) {
        assertThat(tokyo.read(written)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "42", "2026-13-01 00:00:00", "25:00:00 on 2026.11.22", "{EVENT.TIME}",
        "99999999999999999999999999"})
    void whatIsNoTimeIsNone(String written) {
        assertThat(tokyo.read(written)).isEmpty();
    }
}
