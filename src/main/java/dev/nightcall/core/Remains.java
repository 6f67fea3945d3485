package dev.nightcall.core;

import dev.nightcall.alert.Alert;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What is left in an incident.
 *
 * @param fires whether something fires in it that people are called about; then nothing else matters
 * @param held  what fires, and was taken from it by suppressions
 */
public record Remains(boolean fires, List<Alert> held) {

    /**
     * @param rows of the incident, in any order; read no further than to the first that fires
     * @param most so many that are held, and no more are read
     */
    public static Remains of(Iterator<AlertRow> rows, int most) {
        List<Alert> held = new ArrayList<>();
        while (held.size() < most && rows.hasNext()) {
            AlertRow row = rows.next();
            if (row.isFiring()) {
                return new Remains(true, held);
            }
            if (row.isHeld()) {
                held.add(row.alert());
            }
        }
        return new Remains(false, held);
    }

    /** With what is left among others of its alerts. */
    public Remains and(Remains others) {
        List<Alert> all = new ArrayList<>(held);
        all.addAll(others.held());
        return new Remains(fires || others.fires(), all);
    }
}
