package dev.nightcall.duty;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who was told that one thing is wrong: an item of the table of the fleet, {@code plan}, {@code broken}. One Nightcall at a time
 * tells, and notes each channel behind its telling: what a dead one leaves another finishes, after a minute.
 */
final class PlanTold {

    private static final Duration TELLING = Duration.ofMinutes(1);

    private final Table fleet;
    private final Wrong about;

    PlanTold(Table fleet, Wrong about) {
        this.fleet = fleet;
        this.about = about;
    }

    /** What this Nightcall has to tell now. @param problem empty when nothing is wrong (any more) */
    List<PlanNews> due(Optional<String> problem, Collection<String> channels, Instant now) {
        Item before = fleet.get(key()).orElse(key());
        if (due(before, problem, channels).isEmpty()) {
            if (problem.isEmpty() && before.has("since")) {
                // With the marks of channels that the plan has no more: the next time would be none for them.
                fleet.update(key()).remove("since").remove("told").whenAbsentOrLess("until", now).execute();
            }
            return List.of();
        }
        // Seen again as it is now: somebody may have told it meanwhile.
        return fleet.update(key()).setOnce("since", now).set("until", now.plus(TELLING)).whenAbsentOrLess("until", now).execute()
                .map(mine -> due(mine, problem, channels).stream()
                        .map(channel -> new PlanNews(about, channel, problem.orElse(null), mine.time("since"), now)).toList())
                .orElse(List.of());
    }

    /** Those who do not know how it is. */
    private static List<String> due(Item item, Optional<String> problem, Collection<String> channels) {
        Set<String> told = item.set("told");
        return channels.stream().distinct().filter(channel -> told.contains(mark(channel)) == problem.isEmpty()).toList();
    }

    /** It was told. */
    void add(PlanNews news) {
        List<String> mark = List.of(mark(news.recipient()));
        if (news.isOver()) {
            fleet.update(key()).removeFromSet("told", mark).execute();
        } else {
            fleet.update(key()).addToSet("told", mark).execute();
        }
    }

    /**
     * All of it was told, or could not be: it is tried again.
     *
     * @param over whether it was the end: when all know, the next time is another one, however soon
     */
    void done(boolean over) {
        fleet.update(key()).remove("until").execute();
        if (over) {
            fleet.update(key()).remove("since").whenAbsent("told").execute();
        }
    }

    private Item key() {
        return Item.of("set", "plan").with("name", about.item());
    }

    /** A recipient may hold secrets. */
    private static String mark(String recipient) {
        return UUID.nameUUIDFromBytes(recipient.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
