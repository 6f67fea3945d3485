package dev.nightcall.local.connect.flow;

/** A flow that Amazon Connect would not import, or that the stand-in cannot run. The message names the block. */
public final class InvalidFlowException extends RuntimeException {

    InvalidFlowException(String message) {
        super(message);
    }

    InvalidFlowException(String message, Throwable cause) {
        super(message, cause);
    }
}
