package dev.nightcall.oncall;

import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.util.List;

/** The text of a plan in which nothing is wrong, for whoever wants to say more about it and on which line. */
public final class PlanText {

    private final String file;
    private final YamlDocument document;
    private final OnCall plan;

    /**
     * @param file  how messages name the text
     * @param feeds reads what the plan has elsewhere
     * @param routes to which it may send
     * @throws OnCallException with everything that is wrong with it
     */
    public PlanText(String file, String yaml, Feeds feeds, Routes routes) {
        this.file = file;
        this.plan = OnCall.parse(file, yaml, feeds, routes);
        this.document = new YamlDocument(file, yaml);
    }

    public OnCall plan() {
        return plan;
    }

    /** What nothing in the plan leads to. */
    public List<Problem> unused() {
        return Unused.check(document);
    }

    /** @param keys the way to what is meant, as {@code policies}, {@code default}, {@code steps}, {@code 0} */
    public Problem problem(String text, String... keys) {
        String path = "";
        for (String key : keys) {
            path = YamlDocument.child(path, key);
        }
        return document.problem(path, text);
    }

    /** As {@code file:line: path: text}. */
    public String line(Problem problem) {
        return problem.in(file);
    }
}
