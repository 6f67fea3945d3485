package dev.nightcall.timeline;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** What can happen to an incident. The words are those that people see. */
public enum Event {
    OPENED, JOINED, RELATED, FIRES_AGAIN, SEVERITY_CHANGED, GOT_WORSE, RECOVERED, HELD, RAISED_AGAIN, NOTED, NOTHING_NEW,
    ESCALATED, NOBODY_TO_REACH, ASKED, TOLD, NOT_TOLD,
    CALLED, CALL_WAITS, CALL_STOPPED, CALLS_HELD, CALLS_GO_ON, NOT_CALLED, CALL_ENDED,
    ACKNOWLEDGED, SOMETHING_NEW, TOO_LATE, LEASE_ENDED, SUPPRESSED, REOPENED, RESOLVED,
    FOUND_BY_AUDIT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
