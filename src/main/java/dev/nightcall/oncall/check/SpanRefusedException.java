package dev.nightcall.oncall.check;

/** A time to be looked at that cannot be. */
public final class SpanRefusedException extends RuntimeException {

    private final String field;

    SpanRefusedException(String field, String expected) {
        super(expected);
        this.field = field;
    }

    /** {@code from} or {@code to}; the message says what was expected there. */
    public String field() {
        return field;
    }
}
