package dev.nightcall.reading;

import dev.nightcall.yaml.Problem;

import java.util.List;
import java.util.stream.Collectors;

/** What an integrator wrote is not a pattern. */
public final class PatternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PatternException(String source, List<Problem> problems) {
        super("source " + source + ": " + problems.stream()
                .map(problem -> "line " + problem.line() + " of the pattern: " + said(problem))
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, with lines and paths of the pattern's own text; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** Without its line, as {@code /when/subject is no regular expression}. */
    public static String said(Problem problem) {
        return (problem.path().isEmpty() ? "the pattern" : problem.path()) + " " + problem.text();
    }
}
