package dev.nightcall.feed;

/** A source that could not be read; the message says why, without secrets. */
class FeedException extends RuntimeException {

    FeedException(String why) {
        super(why);
    }

    FeedException(String why, Throwable cause) {
        super(why, cause);
    }
}
