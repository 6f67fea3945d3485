package dev.nightcall.oncall.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be said about a plan, one line each, as {@code file:line: path: text}.
 *
 * @param errors   why it is refused, or calls nobody where it should
 * @param warnings what is worth a look
 */
public record Findings(List<String> errors, List<String> warnings) {

    public Findings {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /** These, and others behind them. */
    public Findings with(List<String> moreErrors, List<String> moreWarnings) {
        return new Findings(joined(errors, moreErrors), joined(warnings, moreWarnings));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
