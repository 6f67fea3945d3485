package dev.nightcall.oncall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;
import java.util.Set;

/** What can be told of an incident. */
public enum Occasion {
    OPENED,
    /** A step was reached, or whoever had acknowledged it has not resolved it in time. */
    ESCALATED,
    ACKNOWLEDGED,
    /** There is something new in what somebody has. */
    JOINED,
    /** By a monitor, by hand, or because a suppression has taken its last alert. */
    RESOLVED,
    /** The last round has ended, and nobody has taken it. */
    EXHAUSTED,
    /** Nobody can be phoned: of no incident, but of Nightcall itself. */
    PHONES_OUT,
    /** Somebody can be phoned again. */
    PHONES_BACK;

    /** Those of an incident, which a channel may choose from. */
    public static final Set<Occasion> OF_INCIDENTS = Set.of(OPENED, ESCALATED, ACKNOWLEDGED, JOINED, RESOLVED, EXHAUSTED);

    /** @throws IllegalArgumentException when {@code word} is none of them */
    @JsonCreator
    public static Occasion of(String word) {
        for (Occasion occasion : values()) {
            if (occasion.word().equals(word)) {
                return occasion;
            }
        }
        throw new IllegalArgumentException("must be opened, escalated, acknowledged, joined, resolved or exhausted");
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
