package dev.nightcall.sending;

import dev.nightcall.core.Suppression;

/** What a maintenance window covers is taken from the open incidents. */
public record MaintenanceTaken(Suppression suppression) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.maintenanceTaken(this);
    }
}
