package dev.nightcall.sending;

import dev.nightcall.core.Suppression;

/** The message that ends what a maintenance window began is sent. */
public record MaintenanceAnnounced(Suppression suppression) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.maintenanceAnnounced(this);
    }
}
