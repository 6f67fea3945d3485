package dev.nightcall.incident;

import dev.nightcall.core.Suppression;
import dev.nightcall.sending.MaintenanceTaken;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Begun;
import dev.nightcall.suppression.Maintenance;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Maintenance windows that begin while incidents are open: nobody is called on about what they cover. */
public final class Maintaining {

    private final Maintenance maintenance;
    private final Suppressing suppressing;
    private final Clock clock;

    public Maintaining(Maintenance maintenance, Suppressing suppressing, Clock clock) {
        this.maintenance = maintenance;
        this.suppressing = suppressing;
        this.clock = clock;
    }

    /** Does what is still to be done about windows, whoever began it. @return what has to be sent, notes of that included */
    public List<Outgoing> begin() {
        List<Outgoing> outgoing = new ArrayList<>();
        for (Begun begun : maintenance.begin()) {
            Suppression suppression = begun.suppression();
            if (!begun.announced()) {
                outgoing.addAll(maintenance.announce(suppression));
            }
            if (!begun.isTaken(clock.instant()) && suppression.isActive(clock.instant())) {
                outgoing.addAll(suppressing.lookThrough(suppression.key()));
                outgoing.add(new MaintenanceTaken(suppression));
            }
        }
        return outgoing;
    }
}
