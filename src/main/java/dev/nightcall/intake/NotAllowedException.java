package dev.nightcall.intake;

import java.util.Set;

/** The caller may not do this: it is unknown (401), or lacks the right (403). The message is for the caller. */
public final class NotAllowedException extends RuntimeException {

    private final int status;

    private NotAllowedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** No key, or one that nobody has been given. */
    public static NotAllowedException unknown() {
        return new NotAllowedException(401, "send a valid API key in the header " + ApiKeys.HEADER);
    }

    /** A good key, but not for this. */
    public static NotAllowedException without(Right right, String keyName) {
        return new NotAllowedException(403, "the key " + keyName + " does not have the right " + right.word());
    }

    /** A good key, but for other doors. */
    static NotAllowedException elsewhere(String keyName, Set<String> doors) {
        return new NotAllowedException(403, "the key " + keyName + " may send to " + String.join(", ", doors) + " only");
    }

    /** A good key, but what it was sent with is not to be trusted. @param why for the caller */
    public static NotAllowedException refused(String why) {
        return new NotAllowedException(403, why);
    }

    public int status() {
        return status;
    }
}
