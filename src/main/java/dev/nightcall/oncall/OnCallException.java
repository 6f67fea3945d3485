package dev.nightcall.oncall;

import java.util.List;

/** An {@code oncall.yaml} that cannot be used, with everything that is wrong with it. */
public class OnCallException extends RuntimeException {

    private final List<String> problems;

    public OnCallException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public OnCallException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One line each, as {@code file:line: path: what is wrong}; at least one. */
    public List<String> problems() {
        return problems;
    }
}
