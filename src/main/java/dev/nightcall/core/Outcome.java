package dev.nightcall.core;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/**
 * What a call led to. Only a digit is a human: whoever only lifts the receiver, a voicemail box first of all, was not
 * reached.
 */
public enum Outcome {
    /** 1 was pressed. */
    ACKNOWLEDGED,
    /** 9 and minutes were pressed. */
    SUPPRESSED,
    /** 3 was pressed. */
    DECLINED,
    /** Told on the telephone that nothing was left, and perhaps pressed a key then. */
    TOO_LATE,
    /** Connected, but nothing was decided: voicemail, pocket, sleepy, hung up. */
    NO_DIGIT,
    UNANSWERED,
    BUSY,
    /** Connect or the network could not place it. */
    FAILED,
    /** Nobody can say whether it was placed; it is not placed again. */
    UNKNOWN,
    /** Not placed, or stopped while ringing, because nothing was left to call about. */
    WITHDRAWN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The key that this means; null when it means none. */
    public String key() {
        return switch (this) {
            case ACKNOWLEDGED -> "1";
            case DECLINED -> "3";
            case SUPPRESSED -> "9";
            default -> null;
        };
    }

    /** Whether a human decided something. Told late, it still wins over what was told first. */
    public boolean isDecision() {
        return this == ACKNOWLEDGED || this == SUPPRESSED || this == DECLINED || this == TOO_LATE;
    }
}
