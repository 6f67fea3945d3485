package dev.nightcall.duty;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The table {@code nightcall-overrides}; its TTL attribute is {@code expires}. */
public final class DutyOverrides {

    /** Calendars show shifts from the month before on. */
    private static final Duration SHOWN_AFTERWARDS = Duration.ofDays(62);

    private final Table table;

    public DutyOverrides(Table table) {
        this.table = table;
    }

    /** Those of all schedules, the oldest first; over or not. */
    public List<DutyOverride> all() {
        return table.all().map(DutyOverrides::read)
                .sorted(Comparator.comparing(DutyOverride::createdAt).thenComparing(DutyOverride::id)).toList();
    }

    /** Writes one that is not there yet. */
    void add(DutyOverride override) {
        table.put(key(override.schedule(), override.id())
                .with("from", override.from()).with("to", override.to()).with("engineer", override.engineer())
                .with("insteadOf", override.insteadOf()).with("by", override.by()).with("reason", override.reason())
                .with("createdAt", override.createdAt())
                .with("expires", override.to().plus(SHOWN_AFTERWARDS).getEpochSecond()))
                .whenAbsent("createdAt").execute();
    }

    void delete(DutyOverride override) {
        table.delete(key(override.schedule(), override.id()));
    }

    private static Item key(String schedule, String id) {
        return Item.of("schedule", schedule).with("id", id);
    }

    private static DutyOverride read(Item item) {
        return new DutyOverride(item.text("schedule"), item.text("id"), item.time("from"), item.time("to"),
                item.text("engineer"), item.text("insteadOf"), item.text("by"), item.text("reason"), item.time("createdAt"));
    }
}
