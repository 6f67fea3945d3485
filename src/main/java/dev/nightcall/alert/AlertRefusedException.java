package dev.nightcall.alert;

/** What was sent is not an alert. The message says what was expected, {@link #field()} says where. */
public final class AlertRefusedException extends RuntimeException {

    private final String field;

    /**
     * @param field    JSON pointer (RFC 6901) into the request, continued inside the JSON text of {@code /input};
     *                 empty for the request as a whole
     * @param expected what was expected there, for people
     */
    public AlertRefusedException(String field, String expected) {
        super(expected);
        this.field = field;
    }

    /** Where, as a JSON pointer; empty for the request as a whole. */
    public String field() {
        return field;
    }
}
