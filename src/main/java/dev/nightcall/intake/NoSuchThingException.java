package dev.nightcall.intake;

/** What the caller asks for does not exist (404). The message is for the caller. */
public final class NoSuchThingException extends RuntimeException {

    /** @param what the thing that is missing, as in "incident 4711" */
    public NoSuchThingException(String what) {
        super("there is no " + what);
    }
}
