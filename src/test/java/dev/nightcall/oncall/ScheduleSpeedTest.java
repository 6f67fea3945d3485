package dev.nightcall.oncall;

import dev.nightcall.oncall.ics.Ics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Calendars and pages ask for a year of everybody. */
@Tag("quiet")
class ScheduleSpeedTest {

    private static final List<String> ZONES = List.of("Asia/Tokyo", "America/New_York", "Europe/London", "UTC");
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void aYearOfFiftySchedulesOfTenLayersTakesSeconds() {
        List<Schedule> schedules = new ArrayList<>();
        for (int s = 0; s < 50; s++) {
            schedules.add(schedule("s" + s, ZoneId.of(ZONES.get(s % ZONES.size()))));
        }

        long begin = System.nanoTime();
        int shifts = schedules.stream().mapToInt(schedule -> schedule.shifts(FROM, FROM.plus(YEAR)).size()).sum();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        System.out.println(shifts + " shifts in " + taken);
        assertThat(shifts).isGreaterThan(50 * 365 * 9);
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aYearOfFiveHundredImportedLayersTakesSeconds() {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\n");
        for (int e = 0; e < 20; e++) {
            text.append("BEGIN:VEVENT\nSUMMARY:").append(e % 2 == 0 ? "a" : "b").append("\nDTSTART;TZID=")
                    .append(ZONES.get(e % 4))
                    .append(":2020010").append(1 + e % 7).append("T090000\nDURATION:PT8H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n");
        }
        byte[] octets = text.append("END:VCALENDAR\n").toString().getBytes(StandardCharsets.UTF_8);

        List<Schedule> schedules = new ArrayList<>();
        Titles titles = new Titles(Map.of("a", ScheduleTest.engineer("a"), "b", ScheduleTest.engineer("b")), Map.of(), Map.of());
        for (int s = 0; s < 50; s++) {
            List<FeedLayer> layers = new ArrayList<>();
            for (int l = 0; l < 10; l++) {
                Feed<Ics> feed = new Feed<>(new FeedSource.IcsFile(Path.of("x" + l), ZoneId.of("UTC"), true));
                feed.read(Ics.read(octets, ZoneId.of("UTC"), true, FROM), FROM);
                layers.add(new FeedLayer("l" + l, feed, titles,
                        new DailyHours(ZoneId.of(ZONES.get(s % 4)), 2 * l, 2 * l + 2)));
            }
            schedules.add(new Schedule("s" + s, ZoneId.of("UTC"), layers, List.of()));
        }

        long begin = System.nanoTime();
        int shifts = schedules.stream().mapToInt(schedule -> schedule.shifts(FROM, FROM.plus(YEAR)).size()).sum();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        System.out.println(shifts + " imported shifts in " + taken);
        assertThat(shifts).isGreaterThan(50 * 365);
        assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }

    /** Each layer has its own hours of every day, so that all ten of them count; and forty overrides. */
    private static Schedule schedule(String name, ZoneId zone) {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < 10; l++) {
            layers.add(new Layer("l" + l, List.of(List.of(ScheduleTest.engineer("a" + l)),
                    List.of(ScheduleTest.engineer("b" + l))),
                    Rotation.parse(l % 2 == 0 ? "12h" : "daily"), zone, LocalDateTime.parse("2020-01-01T09:00"), null,
                    new DailyHours(zone, 2 * l, 2 * l + 2)));
        }
        List<ScheduleOverride> overrides = new ArrayList<>();
        for (int o = 0; o < 40; o++) {
            Instant from = FROM.plus(Duration.ofDays(9L * o));
            overrides.add(new ScheduleOverride(from, from.plus(Duration.ofHours(30)), ScheduleTest.engineer("a1"),
                    o % 2 == 0 ? ScheduleTest.engineer("b3") : null, "by", "why"));
        }
        return new Schedule(name, zone, layers, overrides);
    }
}
