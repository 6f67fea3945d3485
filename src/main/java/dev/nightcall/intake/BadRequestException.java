package dev.nightcall.intake;

/** A part of the request is wrong (400). The message is for the caller and names the part. */
public final class BadRequestException extends RuntimeException {

    private final String field;

    /**
     * @param field    JSON pointer into the body, or the name of a query parameter
     * @param expected what was expected there, as in "must be a whole number"
     */
    public BadRequestException(String field, String expected) {
        super((field.isEmpty() ? "the body" : field.replaceFirst("^/", "")) + " " + expected);
        this.field = field;
    }

    /** Which part: a JSON pointer into the body, empty for all of it, or the name of a query parameter. */
    public String field() {
        return field;
    }
}
