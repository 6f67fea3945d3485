package dev.nightcall.intake;

/** A body that cannot be taken in: too long (413), or packed in a way that is not known (415). */
public final class BodyException extends RuntimeException {

    private final int status;

    private BodyException(int status, String message) {
        super(message);
        this.status = status;
    }

    static BodyException tooLong(int longest) {
        return new BodyException(413, "the body is longer than " + longest + " bytes when it is unpacked");
    }

    static BodyException encoding() {
        return new BodyException(415, "a body may be packed as gzip, or not at all");
    }

    /** The HTTP status that says it. */
    int status() {
        return status;
    }
}
