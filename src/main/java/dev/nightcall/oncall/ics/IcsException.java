package dev.nightcall.oncall.ics;

/** A text that is no iCalendar, or too much of one; the message says why and completes "x …". */
public class IcsException extends RuntimeException {

    IcsException(String why) {
        super(why);
    }
}
