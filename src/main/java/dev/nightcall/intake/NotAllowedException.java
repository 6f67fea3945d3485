package dev.nightcall.intake;

import java.util.Set;

/** The caller may not do this: it is unknown (401), or lacks the right (403). The message is for the caller. */
public final class NotAllowedException extends RuntimeException {

    private static final int UNKNOWN = 401;
    private static final String HEADER_CHALLENGE = "ApiKey header=\"" + ApiKeys.HEADER + "\"";

    private final int status;
    private final String challenge;

    private NotAllowedException(int status, String message) {
        this(status, message, HEADER_CHALLENGE);
    }

    private NotAllowedException(int status, String message, String challenge) {
        super(message);
        this.status = status;
        this.challenge = challenge;
    }

    /** No key, or one that nobody has been given. */
    public static NotAllowedException unknown() {
        return new NotAllowedException(UNKNOWN, "send a valid API key in the header " + ApiKeys.HEADER);
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

    /** The same for a program that asks its user for a password once it is told to; a good key stays what it is. */
    public NotAllowedException askingForPassword() {
        return status != UNKNOWN ? this : new NotAllowedException(status, getMessage() + ", or as the password",
                "Basic realm=\"nightcall\", charset=\"UTF-8\"");
    }

    /** How a 401 says what is missing, for the header {@code WWW-Authenticate} (RFC 9110, 11.6.1). */
    public String challenge() {
        return challenge;
    }

    public int status() {
        return status;
    }
}
