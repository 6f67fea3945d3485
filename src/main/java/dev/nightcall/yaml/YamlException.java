package dev.nightcall.yaml;

/** A text that is not YAML, or too much of it; says file, line and column. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    YamlException(String file, int line, int column, String problem, Throwable cause) {
        super(file + ":" + line + ":" + column + ": " + problem, cause);
        this.line = line;
        this.problem = problem;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }
}
