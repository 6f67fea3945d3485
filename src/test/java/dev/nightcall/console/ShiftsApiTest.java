package dev.nightcall.console;

import dev.nightcall.console.RunningNightcall.Answer;
import dev.nightcall.oncall.OnCall;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Calendars, as calendar programs fetch them. */
@ExtendWith(SharedNightcall.class)
class ShiftsApiTest {

    private static final ShiftsApi SHIFTS = new ShiftsApi(() -> OnCall.parse("oncall.yaml", RunningNightcall.PLAN),
            Clock.fixed(Instant.parse("2026-12-22T03:10:00Z"), ZoneOffset.UTC));

    private final RunningNightcall nightcall;

    ShiftsApiTest(RunningNightcall nightcall) {
        this.nightcall = nightcall;
    }

    @Test
    void exportsASchedule() throws Exception {
        String text = SHIFTS.ofSchedule(new ApiRequest("local", "/api/schedules/primary.ics", null, null));

        Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        assertThat(calendar.validate().hasErrors()).isFalse();
        assertThat(events(calendar)).startsWith("佐藤 (primary) 20261120T090000Z 20261121T090000Z layer 1").contains(
                "佐藤 (primary) 20261124T090000Z 20261125T090000Z layer 1",
                "鈴木 (primary) 20261125T090000Z 20261125T100000Z layer 1",
                "佐藤 (primary) 20261125T100000Z 20261125T120000Z dentist; back at 12 (suzuki)",
                "鈴木 (primary) 20261125T120000Z 20261126T090000Z layer 1");
        assertThat(calendar.<VEvent>getComponents("VEVENT")).extracting(event -> value(event, "UID"))
                .doesNotHaveDuplicates().contains("primary-suzuki-1795597200@nightcall");
        assertThat(text).doesNotContain("8190");
    }

    @Test
    void exportsAnEngineersShiftsOnly() throws Exception {
        String text = SHIFTS.ofEngineer(new ApiRequest("local", "/api/engineers/suzuki.ics", null, null));

        assertThat(events(new CalendarBuilder().build(new StringReader(text))))
                .hasSize(6).allMatch(event -> event.startsWith("鈴木 (primary) "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/schedules/primary.ics", "/api/engineers/suzuki.ics"})
    void answersWithACalendar(String path) {
        Answer answer = nightcall.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("text/calendar; charset=utf-8");
        assertThat(answer.body()).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
    }

    @Test
    void takesTheKeyAsAPassword() {
        Answer answer = nightcall.send(nightcall.without("/api/engineers/sato.ics").header("Authorization", basic("any",
                RunningNightcall.OPERATOR)));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void asksForAPassword() {
        Answer none = nightcall.send(nightcall.without("/api/engineers/sato.ics"));
        Answer wrong = nightcall.send(nightcall.without("/api/schedules/primary.ics")
                .header("Authorization", basic("any", "wrong")));
        Answer sender = nightcall.send(nightcall.without("/api/schedules/primary.ics")
                .header("Authorization", basic("any", RunningNightcall.SENDER)));

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(sender.status()).isEqualTo(403);
        assertThat(nightcall.send(nightcall.without("/api/oncall")).headers().firstValue("WWW-Authenticate").orElse(""))
                .as("elsewhere a browser must not ask").startsWith("ApiKey");
        assertThat(nightcall.send(nightcall.without("/api/oncall").header("Authorization", basic("any",
                RunningNightcall.OPERATOR))).status()).as("elsewhere it is no key").isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/schedules/secondary.ics", "/api/schedules/primary", "/api/schedules/.ics",
            "/api/engineers/web.ics", "/api/engineers/primary.ics"})
    void thereIsNoOther(String path) {
        assertThat(nightcall.get(path).status()).isEqualTo(404);
    }

    private static List<String> events(Calendar calendar) {
        return calendar.<VEvent>getComponents("VEVENT").stream().map(event -> String.join(" ", value(event, "SUMMARY"),
                value(event, "DTSTART"), value(event, "DTEND"), value(event, "DESCRIPTION"))).toList();
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
