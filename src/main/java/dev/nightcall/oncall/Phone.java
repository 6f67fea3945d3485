package dev.nightcall.oncall;

import java.time.Instant;

/**
 * One telephone of an engineer.
 *
 * @param number in E.164, as {@code +819012345678}
 * @param when   in which it is called; null for at all times
 */
public record Phone(String number, Window when) {

    /** A telephone that is called at all times. */
    public Phone(String number) {
        this(number, null);
    }

    boolean isCalled(Instant at) {
        return when == null || when.calendar().contains(at);
    }
}
