package dev.nightcall.call;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What of a monitor's words is spoken. */
class SayingTest {

    @Test
    void whatIsShortIsSpokenWholeOnOneLine() {
        assertThat(Saying.of("load 9.8")).isEqualTo("load 9.8");
        assertThat(Saying.of(" disk full\r\n\ton  /var ")).isEqualTo("disk full on /var");
        assertThat(Saying.of("x".repeat(120))).hasSize(120);
        assertThat(Saying.of(" \n")).isEmpty();
    }

    @Test
    void aWordIsNotCut() {
        assertThat(Saying.of("abcdefghi ".repeat(20))).isEqualTo("abcdefghi ".repeat(12).strip());
        assertThat(Saying.of("abcdefgh ".repeat(20))).isEqualTo("abcdefgh ".repeat(13).strip());
    }

    @Test
    void japaneseIsCutWhereALineMayEnd() {
        assertThat(Saying.of("障".repeat(119) + "。次の文")).isEqualTo("障".repeat(119) + "。");
        assertThat(Saying.of("障".repeat(120) + "。次の文")).as("no full stop begins a line").isEqualTo("障".repeat(119));
    }

    @Test
    void aLongWordIsCutWhereItMustBeButNotWithinACharacter() {
        assertThat(Saying.of("x".repeat(500))).hasSize(120);
        assertThat(Saying.of("x" + "😀".repeat(100))).hasSize(119).endsWith("😀");
    }

    /** What a door found no text in, or what a monitor passes on of a program: the names have to do. */
    @ParameterizedTest
    @ValueSource(strings = {
            "{\"type\": \"PROBLEM\", \"host\": \"db1\", \"service\": \"disk\", \"state\": \"CRITICAL\"}",
            " {\n  \"type\": \"PROBLEM\"", "{ }", "[{\"a\": 1}]", "[ \"a\", 1]", "[]", "{'a': None}",
            "<?xml version=\"1.0\"?><alert/>", "<!DOCTYPE html>", "<html lang=\"en\"><body>502 Bad Gateway", "<alert id='1'/>",
            "host=db1&service=disk&state=CRITICAL", "payload=%7B%22a%22%3A1%7D&x=",
            "https://grafana.example/d/1?orgId=1", "(https://grafana.example/d/1)", "--- ***"})
    void whatIsNoTextIsNotSpoken(String summary) {
        assertThat(Saying.of(summary)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "disk full, see https://wiki.example/disk?id=1#a | disk full, see",
            "詳細は https://wiki.example/disk を見てください | 詳細は を見てください",
            "詳細はhttps://wiki.example/diskを見てください | 詳細はを見てください",
            "trace 4bf92f3577b34da6a3ce929d0e0e4736 failed | trace failed",
            "job 123e4567-e89b-12d3-a456-426614174000 failed | job failed",
            "token dGhpcyBpcyBub3QgYSBzZWNyZXQgYnV0IGxvbmcgZW5vdWdo expired | token expired",
            "backup failed: {\"code\": 7, \"retry\": false} | backup failed:",
            "unexpected answer [{\"code\": 7}] of the API | unexpected answer"})
    void whatNobodyCanListenToIsLeftOut(String summary, String said) {
        assertThat(Saying.of(summary)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[FIRING:1] InstanceDown tokyo-1", "[[critical]] disk", "{#12} printer on fire", "< 5 % free", "load <5",
            "a=1 b=2", "load=9.8;5;10", "/opt/Oracle/product19c/dbhome_1/Data is full", "10.0.0.1:9100 down", "eth0 00:1A:2B:3C:4D:5E down",
            "pod web-frontend-7d9f8b6c5-x2x9z restarts", "fe80::1ff:fe23:4567:890a%eth2 unreachable", "ORA-00600: [kcratr_nab_less]",
            "ip-10-0-12-123.ap-northeast-1.compute.internal down", "sda 12345678 sectors", "R&D=dev&ops team", "\"db1\" is down"})
    void textIsSpokenAsItIs(String summary) {
        assertThat(Saying.of(summary)).isEqualTo(summary);
    }

    @Property
    void isNeverLongerAndNeverHalfACharacter(@ForAll String summary) {
        String said = Saying.of(summary.repeat(7));
        assertThat(said).hasSizeLessThanOrEqualTo(120);
        assertThat(said.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)).isTrue();
    }
}
