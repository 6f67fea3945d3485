package dev.nightcall;

/** One thing that the jar does besides running. */
interface Command {

    /** How it is called, behind {@code usage: nightcall}. */
    String usage();

    /**
     * @return the exit code: 0 when all is well, 1 when it is not, 2 when the command itself is wrong
     * @throws UsageException when the command itself is wrong
     */
    int run(String... arguments) throws Exception;
}
