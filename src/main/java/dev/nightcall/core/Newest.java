package dev.nightcall.core;

import java.util.Set;

/**
 * What is new in what somebody has, as far as channels name it.
 *
 * @param alerts the identities of the worst of it, {@value #NAMED} at most
 * @param count  how many there are
 */
public record Newest(Set<String> alerts, int count) {

    static final int NAMED = 5;

    public Newest {
        alerts = Set.copyOf(alerts);
    }

    /** Whether a row is among those that are named. */
    public boolean names(AlertRow row) {
        return alerts.contains(row.alert().identity());
    }
}
