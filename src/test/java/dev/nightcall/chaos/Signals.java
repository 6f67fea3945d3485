package dev.nightcall.chaos;

import java.io.IOException;

/** SIGSTOP and SIGCONT, for which Java has no words. */
final class Signals {

    private Signals() {
    }

    /** Returns to whoever stops itself when it goes on. */
    static void stop(ProcessHandle process) throws IOException {
        send("STOP", process);
    }

    static void goOn(ProcessHandle process) throws IOException {
        send("CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException {
        // Every shell has kill built in; there need be no such program.
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit().join();
    }
}
