package dev.nightcall.oncall;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every schedule, around the nights on which clocks are changed. */
class SchedulePropertiesTest {

    private static final LocalDateTime NEW_YEAR = LocalDateTime.parse("2026-01-01T00:00");
    private static final Instant FROM = Instant.parse("2026-02-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-10T00:00:00Z");

    @Property(tries = 300)
    void handOversNeitherOverlapNorLeaveAGap(@ForAll("unrestricted") Layer layer) {
        Schedule schedule = new Schedule("s", layer.zone(), List.of(layer), List.of());
        Instant begin = layer.rotation().handOver(layer.start(), layer.zone(), 0);

        Instant expected = begin.isAfter(FROM) ? begin : FROM;
        for (Shift shift : oneByOne(schedule.shifts(FROM, TO), layer)) {
            assertThat(shift.from()).isEqualTo(expected);
            assertThat(shift.to()).isAfter(shift.from());
            expected = shift.to();
        }
        assertThat(expected).isEqualTo(begin.isAfter(TO) ? begin : TO);
    }

    @Property(tries = 300)
    void turnsFollowEachOther(@ForAll("unrestricted") Layer layer, @ForAll("moments") Instant at) {
        Instant begin = layer.rotation().handOver(layer.start(), layer.zone(), 0);
        if (at.isBefore(begin)) {
            assertThat(layer.at(at)).isEqualTo(new Layer.Turn(List.of(), begin));
            return;
        }
        int n = 0;
        while (!layer.rotation().handOver(layer.start(), layer.zone(), n + 1).isAfter(at)) {
            n++;
        }
        assertThat(layer.at(at).who()).isEqualTo(layer.participants().get(n % layer.participants().size()));
    }

    @Property(tries = 300)
    void aMomentAgreesWithTheShiftsAndWithWhatLayersAndOverridesSay(@ForAll("schedules") Drawn drawn,
                                                                    @ForAll("moments") Instant at) {
        Schedule schedule = drawn.schedule();
        List<Shift> shifts = schedule.shifts(FROM, TO);
        List<Instant> moments = new ArrayList<>(List.of(at));
        shifts.forEach(shift -> moments.addAll(List.of(shift.from(), shift.to().minusNanos(1), shift.to())));

        for (Instant moment : moments.stream().filter(m -> !m.isBefore(FROM) && m.isBefore(TO)).toList()) {
            assertThat(schedule.at(moment)).as("at %s", moment).isEqualTo(drawn.expected(moment))
                    .containsExactlyInAnyOrderElementsOf(shifts.stream()
                            .filter(shift -> !moment.isBefore(shift.from()) && moment.isBefore(shift.to()))
                            .map(Shift::engineer).toList());
        }
    }

    @Property(tries = 300)
    void overridesWin(@ForAll("schedules") Drawn drawn) {
        for (ScheduleOverride override : drawn.overrides()) {
            for (Instant at : List.of(override.from(), override.to().minusNanos(1))) {
                if (override.insteadOf() == null) {
                    assertThat(drawn.schedule().at(at)).containsExactly(override.engineer());
                } else if (!override.engineer().equals(override.insteadOf())) {
                    assertThat(drawn.schedule().at(at)).doesNotContain(override.insteadOf());
                }
            }
        }
    }

    @Property(tries = 300)
    void nothingChangesUntilTheTimeItSays(@ForAll("schedules") Drawn drawn, @ForAll("moments") Instant at) {
        Schedule schedule = drawn.schedule();
        List<Engineer> who = schedule.at(at);

        schedule.until(at).ifPresent(until -> {
            assertThat(until).isAfter(at);
            assertThat(schedule.at(until)).isNotEqualTo(who);
            assertThat(schedule.at(until.minusNanos(1))).isEqualTo(who);
            assertThat(schedule.at(at.plus(Duration.between(at, until).dividedBy(2)))).isEqualTo(who);
        });
    }

    /** A schedule and what it was made of. */
    record Drawn(List<Layer> layers, List<ScheduleOverride> overrides) {

        Schedule schedule() {
            return new Schedule("s", ZoneId.of("UTC"), layers, overrides);
        }

        /** Layer by layer from the top, with nothing remembered and nothing skipped. */
        List<Engineer> expected(Instant at) {
            List<Engineer> who = List.of();
            for (Layer layer : layers) {
                List<Engineer> here = layer.at(at).who();
                who = here.isEmpty() ? who : here;
            }
            for (ScheduleOverride override : overrides) {
                boolean inForce = !at.isBefore(override.from()) && at.isBefore(override.to());
                if (inForce && override.insteadOf() == null) {
                    who = List.of(override.engineer());
                } else if (inForce) {
                    who = who.stream().map(e -> e.equals(override.insteadOf()) ? override.engineer() : e).distinct().toList();
                }
            }
            return who;
        }
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(FROM.getEpochSecond(), TO.getEpochSecond() - 1).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Layer> unrestricted() {
        return layers(Arbitraries.just(false)).map(layer -> new Layer(layer.name(), layer.participants(), layer.rotation(),
                layer.zone(), layer.start(), null, null));
    }

    @Provide
    Arbitrary<Drawn> schedules() {
        return Combinators.combine(layers(Arbitraries.of(true, false)).list().ofMinSize(1).ofMaxSize(4), overrides())
                .as(Drawn::new);
    }

    private static Arbitrary<Layer> layers(Arbitrary<Boolean> restricted) {
        Arbitrary<Rotation> rotations = Arbitraries.of("daily", "weekly", "1h", "5h", "12h", "24h", "3d", "2w")
                .map(Rotation::parse);
        Arbitrary<ZoneId> zones = Arbitraries.of("UTC", "Asia/Tokyo", "America/New_York", "Europe/London", "Asia/Kathmandu",
                "Australia/Lord_Howe", "Africa/Casablanca").map(ZoneId::of);
        Arbitrary<List<List<Engineer>>> participants = Arbitraries.of("a", "b", "c", "a b", "c d")
                .map(SchedulePropertiesTest::engineers).list().ofMinSize(1).ofMaxSize(4);
        // Half of them in the first hours of a day, where clocks are changed.
        Arbitrary<LocalDateTime> starts = Combinators.combine(Arbitraries.integers().between(0, 90),
                        Arbitraries.oneOf(Arbitraries.integers().between(0, 16), Arbitraries.integers().between(0, 95)))
                .as((days, quarters) -> NEW_YEAR.plusDays(days).plusMinutes(15L * quarters));
        return Combinators.combine(rotations, zones, participants, starts, restricted, Arbitraries.integers().between(0, 22))
                .as((rotation, zone, who, start, only, hour) -> new Layer("l" + hour, who, rotation, zone, start,
                        hour % 3 == 0 ? LocalTimes.instant(start.plusDays(hour), zone) : null,
                        only ? new DailyHours(zone, hour, hour + 1 + (22 - hour) / 2) : null));
    }

    /** One after the other, so that no two contradict each other. */
    private static Arbitrary<List<ScheduleOverride>> overrides() {
        return Combinators.combine(Arbitraries.integers().between(0, 500), Arbitraries.integers().between(1, 200),
                        Arbitraries.of("a", "b", "e"), Arbitraries.of("a", "c", ""))
                .as((pause, hours, who, insteadOf) -> new ScheduleOverride(Instant.EPOCH.plus(Duration.ofHours(pause)),
                        Instant.EPOCH.plus(Duration.ofHours(pause + hours)), engineers(who).get(0),
                        insteadOf.isEmpty() ? null : engineers(insteadOf).get(0), "by", "why" + pause))
                .list().ofMaxSize(5).map(SchedulePropertiesTest::inARow);
    }

    private static List<ScheduleOverride> inARow(List<ScheduleOverride> drawn) {
        List<ScheduleOverride> row = new ArrayList<>();
        Instant end = FROM;
        for (ScheduleOverride o : drawn) {
            Instant from = end.plusSeconds(o.from().getEpochSecond());
            end = end.plusSeconds(o.to().getEpochSecond());
            row.add(new ScheduleOverride(from, end, o.engineer(), o.insteadOf(), o.by(), o.reason()));
        }
        return row;
    }

    /** Of a team, who comes first stands for all: whoever has their next turn at once has a shift that goes on. */
    private static List<Shift> oneByOne(List<Shift> shifts, Layer layer) {
        return layer.participants().stream().allMatch(who -> who.size() == 1) ? shifts
                : shifts.stream().collect(ArrayList::new, SchedulePropertiesTest::merge, List::addAll);
    }

    private static void merge(List<Shift> merged, Shift next) {
        Shift last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
        if (last == null || !next.from().isBefore(last.to())) {
            merged.add(next);
        } else if (next.to().isAfter(last.to())) {
            merged.set(merged.size() - 1, new Shift(last.engineer(), last.from(), next.to(), last.layer(), null));
        }
    }

    private static List<Engineer> engineers(String ids) {
        return Arrays.stream(ids.split(" "))
                .map(id -> new Engineer(id, id, Locale.US, List.of(new Phone("+819000000001")))).toList();
    }
}
