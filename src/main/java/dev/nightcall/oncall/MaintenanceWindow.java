package dev.nightcall.oncall;

import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;

import java.time.Instant;
import java.util.Optional;

/** A time at which nobody is called about something: {@code maintenance} of {@code oncall.yaml}. */
public final class MaintenanceWindow {

    private final AlertKey key;
    private final Severity severity;
    private final String reason;
    private final Occurrences occurrences;
    private final String place;

    /** @param place where it stands, as {@code file:line: path} */
    MaintenanceWindow(AlertKey key, Severity severity, String reason, Occurrences occurrences, String place) {
        this.key = key;
        this.severity = severity;
        this.reason = reason;
        this.occurrences = occurrences;
        this.place = place;
    }

    /** What it is about; host and service may be wildcards. */
    public AlertKey key() {
        return key;
    }

    /** An alert of a higher severity breaks through. */
    public Severity severity() {
        return severity;
    }

    /** Why, and who has said so if that is known. */
    public String reason() {
        return reason;
    }

    /** When the occurrence that runs at a moment ends, {@link Instant#MAX} if it never does; empty when none runs. */
    public Optional<Instant> end(Instant at) {
        return occurrences.end(at);
    }

    /** What to tell people when it can go from the file; empty while it cannot. */
    public Optional<String> warning(Instant now) {
        return occurrences.isOver(now) ? Optional.of(place + ": is over") : Optional.empty();
    }
}
