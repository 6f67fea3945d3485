package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which something fires in an incident, perhaps again and again with short breaks: it flaps. All times are those at
 * which it was filed, not those of its monitor.
 *
 * @param first  when it fired first
 * @param began  when it began to fire last
 * @param times  how often it has begun to
 * @param rose   when it got worse since it began last; null if it did not
 * @param before how bad it was before it began last or got worse; null when it has fired only once and never got worse
 */
public record Spell(Instant first, Instant began, int times, Instant rose, Severity before) {

    /** What fires for the first time. */
    public static Spell begun(Instant now) {
        return new Spell(now, now, 1, null, null);
    }

    /**
     * @param before what is filed, if anything
     * @param said   the newer word that is filed now
     * @param within so soon after its end what fires again is the same
     */
    public static Spell of(Optional<AlertRow> before, Alert said, Duration within, Instant now) {
        // What a suppression or another incident had is new here: nobody was told of it.
        if (before.isEmpty() || before.get().moved()) {
            return begun(now);
        }
        AlertRow row = before.get();
        Spell spell = row.spell();
        if (!said.isFiring()) {
            return spell;
        }
        if (!row.alert().isFiring()) {
            return isSame(row, said, within)
                    ? new Spell(spell.first(), now, spell.times() + 1, null, row.alert().severity()) : begun(now);
        }
        return said.severity().isHigherThan(row.alert().severity())
                ? new Spell(spell.first(), spell.began(), spell.times(), now, row.alert().severity()) : spell;
    }

    /**
     * Whether what fires again does so soon enough after its end to be the same, as it was said, however late it is handled. What
     * a suppression has held meanwhile is not.
     *
     * @param ended what is filed of it, and is over
     */
    static boolean isSame(AlertRow ended, Alert said, Duration within) {
        return !within.isZero() && said.saidAt().isBefore(ended.alert().receivedAt().plus(within));
    }

    /** The same when it took so long to be filed that somebody may have looked meanwhile and not seen it. */
    public Spell filed(Instant now) {
        return new Spell(first.equals(last()) ? now : first, rose == null ? now : began, times, rose == null ? null : now,
                before);
    }

    /** How often it has begun, as {@code for the 3rd time}; empty at the first time. */
    public String often() {
        int ending = times % 100 >= 11 && times % 100 <= 13 ? 0 : times % 10;
        return times < 2 ? ""
                : "for the " + times + (ending == 1 ? "st" : ending == 2 ? "nd" : ending == 3 ? "rd" : "th") + " time";
    }

    /** When there was something to tell about it last. */
    Instant last() {
        return rose == null ? began : rose;
    }
}
