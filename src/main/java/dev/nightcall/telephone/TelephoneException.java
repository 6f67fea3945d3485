package dev.nightcall.telephone;

/** A telephone has refused what it was asked about a call, and would again. */
public class TelephoneException extends RuntimeException {

    public TelephoneException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
