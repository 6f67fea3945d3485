package dev.nightcall.call;

/** Amazon Connect was to dial, and has not answered with a contact: what that means is in the error. */
public class DialFailedException extends RuntimeException {

    private final ConnectError error;

    public DialFailedException(ConnectError error, Throwable cause) {
        super(error.reason(), cause);
        this.error = error;
    }

    public ConnectError error() {
        return error;
    }
}
