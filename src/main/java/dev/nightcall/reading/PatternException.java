package dev.nightcall.reading;

/** What an integrator wrote is not a pattern. */
public final class PatternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PatternException(String at, String problem) {
        super((at.isEmpty() ? "the pattern" : at) + " " + problem);
    }

    PatternException(String source, PatternException cause) {
        super("source " + source + ": " + cause.getMessage(), cause);
    }
}
