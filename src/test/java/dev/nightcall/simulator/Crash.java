package dev.nightcall.simulator;

/** The process is gone. No error of the program, so nobody may catch it but who starts processes. */
final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash() {
        super("kill -9", null, false, false);
    }
}
