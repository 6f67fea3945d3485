package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Place;
import dev.nightcall.core.Seen;
import dev.nightcall.tables.Noted;

import java.util.List;
import java.util.Optional;

/**
 * A look at an alert.
 *
 * @param noted  where it is noted to be filed; nothing when that is its system and always was
 * @param over   of one that fires, the last word by which it is over, older or newer
 * @param always what is to be written whatever becomes of it: what its alias is about, and what those that hold it are told
 */
public record Looked(Seen seen, Optional<Noted> noted, Optional<Alert> over, List<Write> always) {

    /**
     * The same when none of the suppressions that may hold it does: in the moment in which it was to be held it has ended. What
     * is always written may be written then, and what that depends on has changed.
     */
    Looked released() {
        return new Looked(seen.released(), noted, over, List.of());
    }

    Looked withCause(Optional<Place> cause) {
        return new Looked(seen.withCause(cause), noted, over, always);
    }

    public Alert alert() {
        return seen.alert();
    }
}
