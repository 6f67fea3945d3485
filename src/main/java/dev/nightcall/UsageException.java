package dev.nightcall;

/** A command that nobody can follow. */
final class UsageException extends RuntimeException {

    UsageException(String problem) {
        super(problem);
    }
}
