package dev.nightcall.core;

import java.util.Optional;

/**
 * A group, and what is known of an alert there.
 *
 * @param incident the group's incident, or the last one it had
 * @param row      what is filed in it of the alert
 */
public record Place(String group, Optional<Incident> incident, Optional<AlertRow> row) {

    /** Where there was no incident yet. */
    public static Place empty(String group) {
        return new Place(group, Optional.empty(), Optional.empty());
    }

    public boolean isOpen() {
        return incident.isPresent() && !incident.get().isResolved();
    }

    /** What is filed in an incident that is not over. */
    public Optional<AlertRow> filed() {
        return isOpen() ? row : Optional.empty();
    }

    /** Whether the alert fires here, and people are called about it or its cause here. */
    public boolean firesHere() {
        return row.isPresent() && incident.filter(found -> found.firesHere(row.get())).isPresent();
    }
}
