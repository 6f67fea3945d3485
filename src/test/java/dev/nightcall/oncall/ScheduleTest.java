package dev.nightcall.oncall;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static dev.nightcall.oncall.Duties.at;
import static dev.nightcall.oncall.Duties.schedule;
import static dev.nightcall.oncall.Duties.shifts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who is on duty at a moment. */
class ScheduleTest {

    /** Clocks go forward in New York on 8 March 2026 at 2:00, in London on 29 March; back on 1 November and 25 October. */
    @ParameterizedTest(name = "{0} from {2} in {1}: at {3} {4}")
    @CsvSource(nullValues = "-", value = {
        // Before the first hand-over nobody; then one after the other, for ever.
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-01T23:59:59Z, -",
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-02T00:00:00Z, sato",
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-08T23:59:59Z, sato",
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-09T00:00:00Z, suzuki",
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-16T00:00:00Z, tanaka",
        "weekly, Asia/Tokyo, 2026-11-02T09:00, 2026-11-23T00:00:00Z, sato",
        "daily, Asia/Tokyo, 2026-11-02 09:00:30, 2126-11-02T00:00:29Z, suzuki",
        "daily, Asia/Tokyo, 2026-11-02 09:00:30, 2126-11-02T00:00:30Z, tanaka",
        "2w, UTC, 2026-02-16T00:00, 2026-03-01T23:59:59Z, sato",
        "2w, UTC, 2026-02-16T00:00, 2026-03-02T00:00:00Z, suzuki",
        "3d, UTC, 2028-02-27T12:00, 2028-03-01T11:59:59Z, sato",
        "3d, UTC, 2028-02-27T12:00, 2028-03-01T12:00:00Z, suzuki",
        // 9:00 stays 9:00 when clocks go forward,
        "daily, America/New_York, 2026-03-06T09:00, 2026-03-07T13:59:59Z, sato",
        "daily, America/New_York, 2026-03-06T09:00, 2026-03-07T14:00:00Z, suzuki",
        "daily, America/New_York, 2026-03-06T09:00, 2026-03-08T12:59:59Z, suzuki",
        "daily, America/New_York, 2026-03-06T09:00, 2026-03-08T13:00:00Z, tanaka",
        "weekly, Europe/London, 2026-03-23T09:00, 2026-03-30T07:59:59Z, sato",
        "weekly, Europe/London, 2026-03-23T09:00, 2026-03-30T08:00:00Z, suzuki",
        // and when they go back.
        "daily, America/New_York, 2026-10-31T09:00, 2026-11-01T13:59:59Z, sato",
        "daily, America/New_York, 2026-10-31T09:00, 2026-11-01T14:00:00Z, suzuki",
        "weekly, Europe/London, 2026-10-19T09:00, 2026-10-26T08:59:59Z, sato",
        "weekly, Europe/London, 2026-10-19T09:00, 2026-10-26T09:00:00Z, suzuki",
        "1w, Europe/London, 2026-10-19T09:00, 2026-10-26T09:00:00Z, suzuki",
        // Hours are hours that pass: from 9:00 to 10:00, and back.
        "24h, America/New_York, 2026-03-07T09:00, 2026-03-08T13:59:59Z, sato",
        "24h, America/New_York, 2026-03-07T09:00, 2026-03-08T14:00:00Z, suzuki",
        "12h, America/New_York, 2026-10-31T21:00, 2026-11-01T12:59:59Z, sato",
        "12h, America/New_York, 2026-10-31T21:00, 2026-11-01T13:00:00Z, suzuki",
        // 2:30 does not exist: when 2:00 becomes 3:00. A day later it does again.
        "daily, America/New_York, 2026-03-07T02:30, 2026-03-08T06:59:59Z, sato",
        "daily, America/New_York, 2026-03-07T02:30, 2026-03-08T07:00:00Z, suzuki",
        "daily, America/New_York, 2026-03-07T02:30, 2026-03-09T06:29:59Z, suzuki",
        "daily, America/New_York, 2026-03-07T02:30, 2026-03-09T06:30:00Z, tanaka",
        "daily, America/New_York, 2026-03-08T02:30, 2026-03-08T06:59:59Z, -",
        "daily, America/New_York, 2026-03-08T02:30, 2026-03-08T07:00:00Z, sato",
        "daily, Europe/London, 2026-03-28T01:15, 2026-03-29T00:59:59Z, sato",
        "daily, Europe/London, 2026-03-28T01:15, 2026-03-29T01:00:00Z, suzuki",
        // 1:30 comes twice: the first one.
        "daily, America/New_York, 2026-10-31T01:30, 2026-11-01T05:29:59Z, sato",
        "daily, America/New_York, 2026-10-31T01:30, 2026-11-01T05:30:00Z, suzuki",
        "daily, America/New_York, 2026-10-31T01:30, 2026-11-01T06:30:00Z, suzuki",
        "daily, America/New_York, 2026-10-31T01:30, 2026-11-02T06:29:59Z, suzuki",
        "daily, America/New_York, 2026-10-31T01:30, 2026-11-02T06:30:00Z, tanaka",
        "daily, Europe/London, 2026-10-24T01:15, 2026-10-25T00:15:00Z, suzuki",
        "daily, Europe/London, 2026-10-24T01:15, 2026-10-25T01:15:00Z, suzuki",
        // Hours pass on, whatever clocks show.
        "1h, America/New_York, 2026-11-01T00:30, 2026-11-01T05:30:00Z, suzuki",
        "1h, America/New_York, 2026-11-01T00:30, 2026-11-01T06:30:00Z, tanaka",
        // St. John's went from 0:01 back to 23:01 of the day before: midnight came twice.
        "daily, America/St_Johns, 2010-11-06T00:00, 2010-11-07T02:29:59Z, sato",
        "daily, America/St_Johns, 2010-11-06T00:00, 2010-11-07T02:30:00Z, suzuki",
        "daily, America/St_Johns, 2010-11-06T00:00, 2010-11-07T03:00:00Z, suzuki",
        "daily, America/St_Johns, 2010-11-06T00:00, 2010-11-07T03:30:00Z, suzuki",
        // Samoa had no 30 December 2011: at midnight it was the 31st, and whoever has the whole day has nothing.
        "daily, Pacific/Apia, 2011-12-29T09:00, 2011-12-30T09:59:59Z, sato",
        "daily, Pacific/Apia, 2011-12-29T09:00, 2011-12-30T10:00:00Z, suzuki",
        "daily, Pacific/Apia, 2011-12-29T09:00, 2011-12-30T19:00:00Z, tanaka",
        "daily, Pacific/Apia, 2011-12-29T00:00, 2011-12-30T09:59:59Z, sato",
        "daily, Pacific/Apia, 2011-12-29T00:00, 2011-12-30T10:00:00Z, tanaka",
    })
    void takesTurns(String rotation, String zone, String start, String at, String who) {
        Schedule schedule = schedule("""
                timezone: %s
                layers:
                  - {participants: [sato, suzuki, tanaka], rotation: %s, start: "%s"}
                """.formatted(zone, rotation, start));

        assertThat(at(schedule, at)).isEqualTo(who == null ? "" : who);
    }

    @Test
    void itsTimesAreInThePlansZoneIfItHasNone() {
        Schedule schedule = schedule("layers: [{participants: [sato], rotation: daily, start: 2026-11-02T09:00}]");

        assertThat(schedule.timezone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(at(schedule, "2026-11-01T23:59:59Z")).isEmpty();
        assertThat(at(schedule, "2026-11-02T00:00:00Z")).isEqualTo("sato");
    }

    @Test
    void theTopmostLayerThatHasSomebodyDecides() {
        Schedule schedule = schedule("""
                timezone: UTC
                layers:
                  - {participants: [sato], rotation: weekly, start: 2026-11-02T09:00}
                  - {name: autumn, participants: [suzuki, web], rotation: daily, start: 2026-11-03T09:00, end: 2026-11-05T12:00}
                """);

        assertThat(shifts(schedule, "2026-11-01T00:00:00Z", "2026-11-10T00:00:00Z")).containsExactly(
                "sato 2026-11-02T09:00:00Z 2026-11-03T09:00:00Z layer 1",
                "suzuki 2026-11-03T09:00:00Z 2026-11-05T12:00:00Z autumn",
                "sato 2026-11-04T09:00:00Z 2026-11-05T09:00:00Z autumn",
                "sato 2026-11-05T12:00:00Z 2026-11-10T00:00:00Z layer 1");
        assertThat(at(schedule, "2026-11-04T12:00:00Z")).as("a team, in its order").isEqualTo("suzuki sato");
    }

    @Test
    void anOverrideIsAboveAllLayersAndFillsGaps() {
        Schedule schedule = schedule("""
                timezone: UTC
                layers: [{participants: [sato, suzuki], rotation: daily, start: 2026-11-02T09:00}]
                overrides:
                  - {from: 2026-11-02T08:00, to: 2026-11-02T10:00, engineer: tanaka, by: sato, reason: early}
                  - {from: 2026-11-02T10:00, to: 2026-11-02T11:00, engineer: suzuki, by: sato, reason: dentist}
                """);

        assertThat(shifts(schedule, "2026-11-02T00:00:00Z", "2026-11-02T12:00:00Z")).containsExactly(
                "tanaka 2026-11-02T08:00:00Z 2026-11-02T10:00:00Z early",
                "suzuki 2026-11-02T10:00:00Z 2026-11-02T11:00:00Z dentist",
                "sato 2026-11-02T11:00:00Z 2026-11-02T12:00:00Z layer 1");
    }

    @Test
    void anOverrideInsteadOfSomebodyChangesOnlyTheirDuty() {
        Schedule schedule = schedule("""
                timezone: UTC
                layers: [{participants: [web, sato, suzuki, tanaka], rotation: daily, start: 2026-11-02T09:00}]
                overrides:
                  - {from: 2026-11-01T00:00, to: 2026-11-30T00:00, engineer: tanaka, insteadOf: sato, by: s, reason: leave}
                  - {from: 2026-11-03T12:00, to: 2026-11-04T12:00, engineer: sato, insteadOf: suzuki, by: s, reason: swap}
                """);

        assertThat(shifts(schedule, "2026-11-01T00:00:00Z", "2026-11-06T00:00:00Z")).containsExactly(
                "suzuki 2026-11-02T09:00:00Z 2026-11-03T09:00:00Z layer 1",
                "tanaka 2026-11-02T09:00:00Z 2026-11-04T09:00:00Z leave",
                "sato 2026-11-04T09:00:00Z 2026-11-04T12:00:00Z swap",
                "suzuki 2026-11-04T12:00:00Z 2026-11-05T09:00:00Z layer 1",
                "tanaka 2026-11-05T09:00:00Z 2026-11-06T00:00:00Z layer 1");
    }

    @Test
    void whoeverStandsInForATeamMateIsOnDutyOnce() {
        Schedule schedule = schedule("""
                timezone: UTC
                layers: [{participants: [web], rotation: daily, start: 2026-11-02T09:00}]
                overrides: [{from: 2026-11-03T00:00, to: 2026-11-04T00:00, engineer: sato, insteadOf: suzuki, by: s, reason: r}]
                """);

        assertThat(at(schedule, "2026-11-03T00:00:00Z")).isEqualTo("sato");
    }

    @Test
    void aRestrictedLayerIsOnDutyInItsCalendarOnlyAndItsTurnsGoOn() {
        Calendar mornings = new DailyHours(ZoneOffset.UTC, 6, 12);
        Schedule schedule = new Schedule("s", ZoneOffset.UTC, List.of(
                layer("nights", null, "tanaka"), layer("mornings", mornings, "sato", "suzuki")), List.of());

        assertThat(shifts(schedule, "2026-11-02T00:00:00Z", "2026-11-04T08:00:00Z")).containsExactly(
                "sato 2026-11-02T09:00:00Z 2026-11-02T12:00:00Z mornings",
                "tanaka 2026-11-02T12:00:00Z 2026-11-03T06:00:00Z nights",
                "sato 2026-11-03T06:00:00Z 2026-11-03T09:00:00Z mornings",
                "suzuki 2026-11-03T09:00:00Z 2026-11-03T12:00:00Z mornings",
                "tanaka 2026-11-03T12:00:00Z 2026-11-04T06:00:00Z nights",
                "suzuki 2026-11-04T06:00:00Z 2026-11-04T08:00:00Z mornings");
    }

    @Test
    void readsTheNameOfACalendar() throws Exception {
        Calendar mornings = new DailyHours(ZoneOffset.UTC, 6, 12);
        Engineer sato = engineer("sato");
        Schedule schedule = new ScheduleReader(ZoneOffset.UTC, Map.of("sato", sato), Map.of(), Map.of("mornings", mornings)::get,
                new PlanFeeds("oncall.yaml", Feeds.none()))
                .read("s", new YAMLMapper().readTree("""
                        layers: [{participants: [sato], rotation: daily, start: "2026-11-02T00:00", when: mornings}]"""));

        assertThat(at(schedule, "2026-11-02T05:59:59Z")).isEmpty();
        assertThat(at(schedule, "2026-11-02T06:00:00Z")).isEqualTo("sato");
    }

    @Test
    void aCalendarThatStandsStillIsAnErrorAndNoEndlessLoop() {
        Calendar stuck = new Calendar() {
            @Override
            public boolean contains(Instant at) {
                return true;
            }

            @Override
            public Instant nextChange(Instant after) {
                return after;
            }
        };
        Schedule schedule = new Schedule("s", ZoneOffset.UTC, List.of(layer("l", stuck, "sato")), List.of());

        assertThatThrownBy(() -> at(schedule, "2026-11-03T00:00:00Z")).hasMessageContaining("s, l does not get past 2026-11-03");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "2026-11-01T00:00:00Z, 2026-11-02T09:00:00Z", "2026-11-02T09:00:00Z, 2026-11-03T09:00:00Z",
        "2026-11-04T00:00:00Z, 2026-11-05T09:00:00Z", "2026-11-05T09:00:00Z, 2026-11-05T12:00:00Z",
        "2026-11-05T12:00:00Z, -"})
    void saysUntilWhen(String at, String until) {
        Schedule schedule = schedule("""
                timezone: UTC
                layers: [{participants: [sato, suzuki, suzuki], rotation: daily, start: 2026-11-02T09:00, end: 2026-11-05T12:00}]
                """);

        assertThat(schedule.until(Instant.parse(at))).isEqualTo(Optional.ofNullable(until).map(Instant::parse));
    }

    @Test
    void callReachesWhoeverIsOnDuty() {
        OnCall plan = Plans.plan(Duties.yaml("""
                timezone: UTC
                layers: [{participants: [sato, suzuki], rotation: daily, start: 2026-11-02T09:00}]
                """));

        assertThat(plan.reach("primary", Instant.parse("2026-11-03T10:00:00Z"))).extracting(Engineer::id)
                .containsExactly("suzuki");
        assertThat(plan.reach("primary", Instant.parse("2026-11-01T10:00:00Z"))).isEmpty();
        assertThat(plan.schedules()).extracting(Schedule::name).containsExactly("primary");
    }

    static Layer layer(String name, Calendar when, String... participants) {
        return new Layer(name, Arrays.stream(participants).map(id -> List.of(engineer(id))).toList(),
                Rotation.parse("daily"), ZoneOffset.UTC, LocalDateTime.parse("2026-11-02T09:00"), null, when);
    }

    static Engineer engineer(String id) {
        return new Engineer(id, id, Locale.US, List.of(new Phone("+819000000001")));
    }
}
