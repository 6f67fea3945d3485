package dev.nightcall.alert;

import java.util.Locale;

/** What became of an alert. */
public enum Decision {
    /** It is in the queue; one that is raised again, too. */
    ACCEPTED,
    /** A suppression holds it. */
    HELD,
    /** It belongs to an incident that was there already. */
    JOINED,
    /** It opened an incident. */
    OPENED,
    /** It fires again soon after it was over, and its incident is open again. */
    REOPENED,
    /** What it is about is well again. */
    RECOVERED,
    /** It is no alert: kept, and phones nobody. */
    NOTED,
    /** Something newer about the same thing was known already: messages overtake each other, but a clock may be wrong, too. */
    OLDER,
    /** A repeat, or the end of something that nobody knew of. */
    IGNORED;

    /** The word in metrics and in the ledger. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
