package dev.nightcall.core;

import dev.nightcall.alert.Severity;
import dev.nightcall.oncall.WhileTaken;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is new in an incident that somebody has: what was not among that which they were shown when they took it, what has become
 * worse than all of it, and what keeps coming back.
 *
 * @param rows  worst first
 * @param worst how bad the worst was of what they were told; null when nothing of that is there
 */
public record SomethingNew(List<Item> rows, Severity worst) {

    /** So often somebody is phoned at most about what is not worse. */
    private static final Duration BUNDLED = Duration.ofMinutes(10);
    /** What fires again so long has not just flapped. */
    private static final Duration STAYS = Duration.ofMinutes(3);
    /** Each time that it has begun so often more. */
    private static final int FLAPS = 3;

    /** Why something is told. */
    public enum Kind { NEW, WORSE, AGAIN }

    /**
     * @param due    when it is to be told
     * @param phones whether by telephone; otherwise only channels are told
     */
    public record Item(AlertRow row, Kind kind, Instant due, boolean phones) {
    }

    public SomethingNew {
        rows = List.copyOf(rows);
    }

    /**
     * @param taken an acknowledged incident, or one whose holder is asked just now
     * @param rows  everything that is filed in it
     */
    public static SomethingNew in(Incident taken, List<AlertRow> rows) {
        List<AlertRow> own = rows.stream().filter(row -> !row.related()).toList();
        Optional<Severity> worst = Optional.ofNullable(taken.news().shown().worst())
                .or(() -> own.stream().flatMap(row -> told(row, taken).stream()).max(Comparator.naturalOrder()));
        return new SomethingNew(own.stream().filter(AlertRow::isFiring)
                .flatMap(row -> item(row, worst, taken).stream())
                .sorted(Comparator.comparing((Item item) -> item.row().alert().severity()).reversed()
                        .thenComparing(item -> item.row().spell().last()))
                .toList(), worst.orElse(null));
    }

    private static Optional<Item> item(AlertRow row, Optional<Severity> worst, Incident taken) {
        Spell spell = row.spell();
        if (knows(taken, row, spell.last())) {
            return Optional.empty();
        }
        Instant soon = spell.last().plus(taken.policy().groupWait());
        boolean phonedAbout = taken.policy().phonesAbout(row.alert().severity());
        boolean phones = phonedAbout && taken.policy().whileTaken() == WhileTaken.NEW;
        boolean phonesIfWorse = phonedAbout && taken.policy().whileTaken() != WhileTaken.TELL;
        boolean known = knows(taken, row, spell.first());
        if (worst.isEmpty() || row.alert().severity().isHigherThan(worst.get())) {
            return Optional.of(new Item(row, known ? Kind.WORSE : Kind.NEW, soon, phonesIfWorse));
        }
        if (!known) {
            return Optional.of(new Item(row, Kind.NEW, bundled(taken, soon), phones));
        }
        if (knows(taken, row, spell.began())) {
            return Optional.empty();
        }
        Instant stays = spell.began().plus(STAYS);
        return Optional.of(new Item(row, Kind.AGAIN, spell.times() % FLAPS == 0 && soon.isBefore(stays) ? soon : stays,
                phones));
    }

    /** When that is told which is not worse than what was. */
    public static Instant bundled(Incident taken, Instant soon) {
        return later(soon, taken.news().shown().since().plus(BUNDLED));
    }

    /** How bad it was when it was shown; nothing when it was not. */
    private static Optional<Severity> told(AlertRow row, Incident taken) {
        Spell spell = row.spell();
        if (!knows(taken, row, spell.first())) {
            return Optional.empty();
        }
        return Optional.of(knows(taken, row, spell.last()) || spell.before() == null ? row.alert().severity() : spell.before());
    }

    /** What opened it, which is filed at that very time, is in whatever is said or shown of it. */
    private static boolean knows(Incident taken, AlertRow row, Instant filed) {
        return taken.news().shown().has(row, filed) || filed.equals(taken.openedAt());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** When it is to be told, all of it together; nothing when nothing is new. What nobody is phoned about waits for a call. */
    public Optional<Instant> due() {
        return rows.stream().filter(item -> item.phones() == phones()).map(Item::due).min(Comparator.naturalOrder());
    }

    /** Whether somebody is to be phoned about any of it. */
    public boolean phones() {
        return rows.stream().anyMatch(Item::phones);
    }

    /** As the timeline and channels say it. */
    public String text() {
        Item first = rows.get(0);
        String what = first.row().alert().written() + " " + first.row().alert().severity().word() + switch (first.kind()) {
            case NEW -> "";
            // What a recovery said before it began again is no measure.
            case WORSE -> first.row().spell().rose() == null ? ", again" : ", which was " + first.row().spell().before().word();
            case AGAIN -> ", " + first.row().spell().often();
        };
        return rows.size() == 1 ? what : what + " and " + (rows.size() - 1) + " more";
    }

    /** As channels name it. */
    public Newest newest() {
        return new Newest(rows.stream().limit(Newest.NAMED).map(item -> item.row().alert().identity())
                .collect(Collectors.toSet()), rows.size());
    }
}
