package dev.nightcall.call;

import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is said of one incident.
 *
 * @param worst  of its alerts that fire, the oldest if there are several; null when none does any more
 * @param firing how many fire
 * @param shown  what of it is known to whoever is told this
 * @param isNew  whether they had it, and only what is new is said
 */
record Spoken(Incident incident, AlertRow worst, long firing, Shown shown, boolean isNew) {

    /** By what fires now, then by age; those of which nothing does come last. */
    static final Comparator<Spoken> WORST_FIRST = Comparator.comparing(Spoken::worst,
                    Comparator.nullsFirst(Comparator.comparing((AlertRow row) -> row.alert().severity()))).reversed()
            .thenComparing(spoken -> spoken.incident().openedAt());

    /**
     * @param alerts of the incident that fire, perhaps ten thousand: no more is kept than the worst and what was filed just now
     * @param now    a moment before they are read
     */
    static Spoken of(Incident incident, String engineer, Stream<AlertRow> alerts, Instant now) {
        return incident.asksHolder() && engineer.equals(incident.news().holder())
                ? ofNew(incident, alerts.toList(), now) : said(incident, alerts, now);
    }

    private static Spoken said(Incident incident, Stream<AlertRow> alerts, Instant now) {
        AlertRow worst = null;
        long firing = 0;
        List<AlertRow> just = new ArrayList<>();
        for (Iterator<AlertRow> rows = alerts.iterator(); rows.hasNext();) {
            AlertRow row = rows.next();
            if (Shown.mayBeOnItsWay(row, now)) {
                just.add(row);
            }
            if (row.isFiring()) {
                firing++;
                worst = worst == null || AlertRow.WORST_FIRST.compare(row, worst) < 0 ? row : worst;
            }
        }
        return new Spoken(incident, worst, firing, Shown.of(just, now).with(worst), false);
    }

    /** To whoever had it only what is new is said. */
    private static Spoken ofNew(Incident incident, List<AlertRow> alerts, Instant now) {
        List<AlertRow> rows = SomethingNew.in(incident, alerts).rows().stream().map(SomethingNew.Item::row).toList();
        Spoken said = said(incident, (rows.isEmpty() ? alerts : rows).stream(), now);
        return new Spoken(incident, said.worst(), said.firing(), Shown.of(alerts, now), !rows.isEmpty());
    }
}
