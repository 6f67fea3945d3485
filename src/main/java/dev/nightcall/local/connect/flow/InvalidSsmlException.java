package dev.nightcall.local.connect.flow;

/** Text that Amazon Polly would not speak. */
final class InvalidSsmlException extends Exception {

    InvalidSsmlException(String message) {
        super(message);
    }

    InvalidSsmlException(Throwable cause) {
        super(cause);
    }
}
