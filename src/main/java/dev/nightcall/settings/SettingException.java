package dev.nightcall.settings;

import java.util.List;

/** Settings that Nightcall cannot start with. Says key, place and what was expected; never a secret. */
public class SettingException extends RuntimeException {

    private final List<String> problems;

    public SettingException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public SettingException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One line each; at least one. */
    public List<String> problems() {
        return problems;
    }
}
