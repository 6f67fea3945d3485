package dev.nightcall.call;

/** Amazon Connect has answered that it does not place this call, and asking again would not change that. */
public class ConnectRefusedException extends RuntimeException {

    private final String code;

    /** @param code Connect's error code, as {@code DestinationNotAllowedException} */
    public ConnectRefusedException(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
