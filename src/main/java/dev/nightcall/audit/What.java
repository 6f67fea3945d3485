package dev.nightcall.audit;

import java.util.Locale;

/** What the auditor moves. */
public enum What {
    /** An open incident that should have been escalated. */
    ESCALATION,
    /** An acknowledgement that should have ended, or whoever has it should have been told what is new. */
    ACKNOWLEDGEMENT,
    /** A suppression that should have ended. */
    SUPPRESSION,
    /** A suppressed incident that should have come back. */
    COMEBACK,
    /** A line that is taken by a call that is over, or that there is not. */
    LINE,
    /** A line that should have been dialled. */
    DIAL,
    /** A call that should have had its outcome. */
    CALL,
    /** A call that should have been settled. */
    SETTLEMENT;

    /** The word in metrics and logs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
