package dev.nightcall.call;

import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;

import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * What is said of one incident.
 *
 * @param worst  of its alerts that fire, the oldest if there are several; null when none does any more
 * @param firing how many fire
 */
record Spoken(Incident incident, AlertRow worst, long firing) {

    private static final Comparator<AlertRow> WORST = Comparator.comparing((AlertRow row) -> row.alert().severity())
            .thenComparing(AlertRow::firstSeen, Comparator.reverseOrder());
    /** By what fires now, then by age; those of which nothing does come last. */
    static final Comparator<Spoken> WORST_FIRST = Comparator.comparing(Spoken::worst,
                    Comparator.nullsFirst(Comparator.comparing((AlertRow row) -> row.alert().severity()))).reversed()
            .thenComparing(spoken -> spoken.incident().openedAt());

    /** @param alerts of the incident, perhaps ten thousand: no more than the worst is kept */
    static Spoken of(Incident incident, Stream<AlertRow> alerts) {
        AlertRow worst = null;
        long firing = 0;
        for (Iterator<AlertRow> rows = alerts.filter(AlertRow::isFiring).iterator(); rows.hasNext(); firing++) {
            AlertRow row = rows.next();
            worst = worst == null || WORST.compare(row, worst) > 0 ? row : worst;
        }
        return new Spoken(incident, worst, firing);
    }
}
