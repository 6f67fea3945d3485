package dev.nightcall.duty;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What each Nightcall has in force, told by itself: the partition {@code plans} of the table of lines. */
final class PlanReports {

    private static final String SET = "plans";
    private static final Duration FORGET = Duration.ofDays(1);

    private final Table lines;
    private final Duration alive;

    /** @param alive for how long one is believed that says nothing more */
    PlanReports(Table lines, Duration alive) {
        this.lines = lines;
        this.alive = alive;
    }

    void put(PlanReport report) {
        lines.put(key(report.replica()).with("digest", report.digest()).with("problem", report.problem()).with("at", report.at())
                .with("expires", report.at().plus(FORGET).getEpochSecond())).execute();
    }

    FleetPlans of(Instant now) {
        List<PlanReport> alive = lines.partition("set", SET).map(item -> new PlanReport(item.text("name"), item.text("digest"),
                item.text("problem"), item.time("at"))).filter(report -> report.at().plus(this.alive).isAfter(now)).toList();
        return new FleetPlans(alive);
    }

    /** Who ends in good order is not waited for. */
    void remove(String replica) {
        lines.delete(key(replica));
    }

    private static Item key(String replica) {
        return Item.of("set", SET).with("name", replica);
    }
}
