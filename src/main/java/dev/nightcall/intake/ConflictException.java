package dev.nightcall.intake;

/** What the caller asks for does not fit the state things are in (409). */
public final class ConflictException extends RuntimeException {

    /** @param why for the caller, as in "incident 4711 is already resolved" */
    public ConflictException(String why) {
        super(why);
    }
}
