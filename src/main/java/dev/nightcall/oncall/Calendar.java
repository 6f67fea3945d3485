package dev.nightcall.oncall;

import java.time.Instant;

/**
 * Times that come again, such as office hours: {@code calendars} of {@code oncall.yaml}.
 *
 * <p>Days and hours are local ones of the calendar's time zone. A span begins with its first instant and ends before its
 * last one. Where clocks are changed, a boundary in the hour that comes twice is meant the first time, and one in the hour
 * that does not exist is meant at the moment of the change: so neighbouring spans neither overlap nor leave a gap.
 */
public interface Calendar {

    /** Whether this moment is in the calendar. @param at between the years 1900 and 9999 */
    boolean contains(Instant at);

    /**
     * The first moment after {@code after} at which {@link #contains} answers otherwise than at {@code after}.
     *
     * @return {@link Instant#MAX} when there is none in the two years that are looked ahead
     */
    Instant nextChange(Instant after);
}
