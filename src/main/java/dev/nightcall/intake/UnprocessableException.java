package dev.nightcall.intake;

/** A part of the request is well written, but names what there is not (422). The message is for the caller and names the part. */
public final class UnprocessableException extends RuntimeException {

    private final String field;

    /**
     * @param field    JSON pointer into the body
     * @param expected what was expected there, as in "must be an engineer"
     */
    public UnprocessableException(String field, String expected) {
        super(field.replaceFirst("^/", "") + " " + expected);
        this.field = field;
    }

    /** Which part: a JSON pointer into the body. */
    public String field() {
        return field;
    }
}
