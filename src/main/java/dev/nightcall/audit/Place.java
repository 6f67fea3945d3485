package dev.nightcall.audit;

import java.util.Locale;

/** Where an accepted alert is now. */
public enum Place {
    /** Its incident is open, acknowledged, suppressed or resolved. */
    OPEN, ACKNOWLEDGED, SUPPRESSED, RESOLVED,
    /** A suppression holds it, or held it. */
    HELD,
    /** It is no alert. */
    NOTED,
    /** Something newer about the same thing was known already. */
    OLDER,
    /** A repeat, or the end of something that nobody knew of. */
    IGNORED,
    /** Nobody could handle it. */
    DEAD_LETTER,
    /** It has not been accepted for long, or may well be in the queue still. */
    QUEUED,
    /** Nobody knows. */
    UNACCOUNTED;

    /** The word that people see. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
