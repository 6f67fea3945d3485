package dev.nightcall.night;

import dev.nightcall.feed.CalendarServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is on duty is kept in somebody else's calendar. */
@ExtendWith(Cloud.Extension.class)
class FeedNightTest {

    private static final String DUTY = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:%s\r\n"
            + "DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    @Test
    void whoeverIsOnDutyIsPhonedAlsoWhenTheCalendarIsGone(Cloud cloud) throws Exception {
        String options = "groupWait: 1s, rounds: 1, pause: 10m";
        String step = "{recipients: [\"call:imported\"], wait: 10m}";
        Plan plan = new Plan().system("web", 1, options, step).system("other", 1, options, step);
        try (CalendarServer calendars = new CalendarServer(DUTY.formatted("Web People"))) {
            String schedules = "schedules:\n  imported: {layers: [{ics: \"" + calendars.url("/calendar?secret=abc")
                    + "\", names: {web people: web-1}}]}\n";
            try (Night night = Night.begins(cloud, plan.yaml() + schedules,
                    Map.of("nightcall.feeds.refresh", "300ms", "nightcall.feeds.timeout", "10s"))) {
                night.phone(plan.phone("web", 1)).answers("1", "1");
                night.fires("web", "host", "service");
                night.phone(plan.phone("web", 1)).hangsUp();

                calendars.says(DUTY.formatted("other-1"));
                await().untilAsserted(() -> assertThat(onDuty(night)).isEqualTo("other-1"));
                calendars.close();
                await().untilAsserted(() -> assertThat(warnings(night))
                        .contains("/schedules/imported/layers/0: http://127.0.0.1/…: cannot be read; what was read at ")
                        .doesNotContain("abc"));

                night.phone(plan.phone("other", 1)).answers("1", "1");
                night.fires("other", "host", "service");
                night.phone(plan.phone("other", 1)).hangsUp();
                assertThat(night.phone(plan.phone("web", 1)).calls()).hasSize(1);
            }
        }
    }

    private static String onDuty(Night night) {
        return night.door().get("/api/oncall").at("/schedules/0/engineers/0").asText();
    }

    private static String warnings(Night night) {
        return night.door().get("/api/oncall").path("warnings").toString();
    }
}
