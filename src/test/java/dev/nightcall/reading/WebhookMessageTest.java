package dev.nightcall.reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookMessageTest {

    @Test
    void pathsLeadToTextsNumbersAndMembers() {
        Message message = of("""
                {"version": "4", "n": 1.50, "id": 1234567890123456789, "none": null, "tags": ["a", "b"],
                 "alerts": [{"labels": {"host": "db1"}}, {"labels": {"host": "db2"}}]}""");

        assertThat(message.texts("$.version")).containsExactly("4");
        assertThat(message.texts("$.n")).containsExactly("1.50");
        assertThat(message.texts("$.id")).containsExactly("1234567890123456789");
        assertThat(message.texts("$.none")).isEmpty();
        assertThat(message.texts("$.nowhere.at.all")).isEmpty();
        assertThat(message.texts("$.tags")).containsExactly("a", "b");
        assertThat(message.members("$.alerts")).extracting(member -> member.texts("@.labels.host").get(0))
                .containsExactly("db1", "db2");
        assertThat(message.members("$.alerts[*]").get(1).texts("$.version")).containsExactly("4");
        assertThat(message.members("$.alerts[1]").get(0).entries("@.labels")).containsEntry("host", "db2");
    }

    @Test
    void textThatHoldsJsonCountsAsThatJson() {
        Message message = of("{\"Type\": \"Notification\", \"Message\": \"{\\\"AlarmName\\\": \\\"CPU 高負荷\\\"}\"}");

        assertThat(message.members("$.Message")).singleElement()
                .satisfies(alarm -> assertThat(alarm.texts("@.AlarmName")).containsExactly("CPU 高負荷"));
    }

    @Test
    void aFormIsAnObjectOfItsFields() {
        Message message = of("to=oncall&subject=Problem%3A+CPU+%28over+90%25%29&message=100%+full%0D%0AHost%3A+web02&to=b");

        assertThat(message.texts("$.subject")).containsExactly("Problem: CPU (over 90%)");
        assertThat(message.texts("$.message")).containsExactly("100% full\r\nHost: web02");
        assertThat(of("payload={\"Subject\":\"High\",\"Event_ID\":\"19\"}").texts("$.payload.Event_ID")).containsExactly("19");
    }

    @Test
    void whatMonitorsPasteTogetherIsReadAllTheSame() {
        Message message = of("{\"host\":\"db\",\"output\":\"path C:\\logs\\db and \\u0041 and \\\"q\\\"\n2行目\",\"n\":1,}");

        assertThat(message.texts("$.output")).containsExactly("path C:\\logs\\db and A and \"q\"\n2行目");
        assertThat(message.texts("$.n")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "just words", "{\"a\": ", "{\"a\" \"b\"}", "<xml/>", "=", "a b=c", "nul\u0000l", "[", "{{{{"})
    void anythingElseIsText(String body) {
        Message message = of(body);

        assertThat(message.texts("$.a")).isEmpty();
        assertThat(message.members("$.a")).isEmpty();
        assertThat(message.texts("text")).containsExactly(body);
    }

    @Test
    void nestingWithoutEndIsText() {
        assertThat(of("[".repeat(100_000)).texts("$[0]")).isEmpty();
        assertThat(of("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).texts("$.a")).isEmpty();
    }

    @Test
    void theQueryNamesTheSystemAndMore() {
        Message message = WebhookMessage.of("generic", "peer", "system=%E5%8F%97%E6%B3%A8&x=1+2", "{}");

        assertThat(message.system()).contains("受注");
        assertThat(message.texts("query.x")).containsExactly("1 2");
        assertThat(WebhookMessage.of("generic", "peer", "system=+", "{}").system()).isEmpty();
    }

    private static Message of(String body) {
        return WebhookMessage.of("generic", "peer", null, body);
    }
}
