package dev.nightcall.core;

import dev.nightcall.alert.Alert;

import java.util.Optional;

/**
 * An alert that fires and was just filed in an incident.
 *
 * @param before what was filed of it before that
 * @param looked whether it was looked at what is filed of it by now
 * @param row    that, when it was
 */
public record Filed(Alert alert, Optional<AlertRow> before, boolean looked, Optional<AlertRow> row) {

    /** It was not looked yet at what is filed of it by now. */
    public static Filed of(Alert alert, Optional<AlertRow> before) {
        return new Filed(alert, before, false, Optional.empty());
    }

    /** The same when it was. */
    public Filed seen(Optional<AlertRow> now) {
        return new Filed(alert, before, true, now);
    }

    /** Whether others have not overtaken it. */
    boolean isLatest() {
        return row.filter(now -> now.alert().id().equals(alert.id())).isPresent();
    }
}
