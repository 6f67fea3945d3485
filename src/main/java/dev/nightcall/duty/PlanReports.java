package dev.nightcall.duty;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What each Nightcall has in force, told by itself: the partition {@code plans} of the table of the fleet. */
final class PlanReports {

    private static final String SET = "plans";
    private static final Duration FORGET = Duration.ofDays(1);

    private final Table fleet;
    private final Duration alive;

    /** @param alive for how long one is believed that says nothing more */
    PlanReports(Table fleet, Duration alive) {
        this.fleet = fleet;
        this.alive = alive;
    }

    void put(PlanReport report) {
        fleet.put(key(report.replica()).with("digest", report.digest()).with("problem", report.wrong().get(Wrong.PLAN))
                .with("routes", report.wrong().get(Wrong.ROUTES)).with("at", report.at())
                .with("expires", report.at().plus(FORGET).getEpochSecond())).execute();
    }

    FleetPlans of(Instant now) {
        return new FleetPlans(fleet.partition("set", SET).map(PlanReports::report)
                .filter(report -> report.at().plus(alive).isAfter(now)).toList());
    }

    private static PlanReport report(Item item) {
        Map<Wrong, String> wrong = new EnumMap<>(Wrong.class);
        wrong.put(Wrong.PLAN, item.text("problem"));
        wrong.put(Wrong.ROUTES, item.text("routes"));
        wrong.values().removeIf(Objects::isNull);
        return new PlanReport(item.text("name"), item.text("digest"), wrong, item.time("at"));
    }

    /** Who ends in good order is not waited for. */
    void remove(String replica) {
        fleet.delete(key(replica));
    }

    private static Item key(String replica) {
        return Item.of("set", SET).with("name", replica);
    }
}
