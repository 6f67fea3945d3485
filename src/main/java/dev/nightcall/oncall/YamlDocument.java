package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A YAML text as JSON that remembers the lines it came from. */
final class YamlDocument {

    static final int MAX_BYTES = 1024 * 1024;

    /** Aliases can make a short text unfold without end. */
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;
    /** Of one text. A plan has names, numbers and sentences; a calendar stands in a file of its own. */
    private static final int LONGEST_VALUE = 65_536;
    /** More is no number of a plan, and reading it would take time that grows with its square. */
    private static final int LONGEST_NUMBER = 100;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final JsonNode root;
    private int nodes;

    /** @throws OnCallException with line and column, when this is not YAML, or too much of it */
    YamlDocument(String file, String text) {
        this.file = file;
        try {
            requireFew(text);
            Node node = yaml().compose(new StringReader(text));
            lines.put("", node == null ? 1 : line(node));
            root = node == null ? JSON.nullNode() : json(node, "", 0);
        } catch (MarkedYAMLException e) {
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            throw new OnCallException(at(e.getProblemMark(), context + e.getProblem()), e);
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            throw new OnCallException(
                    file + ":" + line + ":" + column + ": a control character that YAML does not allow", e);
        } catch (YAMLException e) {
            throw new OnCallException(file + ":1:1: " + e.getMessage(), e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** Keys that come twice. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A problem with what is at {@code path}, or with what holds it if there is nothing. */
    Problem problem(String path, String text) {
        String known = path;
        while (!lines.containsKey(known)) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return new Problem(lines.get(known), path, text);
    }

    /** A JSON Pointer one step on. */
    static String child(String path, String key) {
        return path + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new Resolver());
    }

    /** Before a tree is made of them, which is hundreds of times a text of nothing but brackets. */
    private void requireFew(String text) {
        int seen = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            if (event instanceof NodeEvent && ++seen > MAX_NODES) {
                throw new OnCallException(at(event.getStartMark(), "is more than " + MAX_NODES + " values"), null);
            }
            if (event instanceof ScalarEvent scalar && scalar.getValue().length() > LONGEST_VALUE) {
                throw new OnCallException(at(event.getStartMark(), "a value of more than " + LONGEST_VALUE
                        + " characters"), null);
            }
        }
    }

    private JsonNode json(Node node, String path, int depth) {
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new OnCallException(at(node.getStartMark(), "unfolds to too much, or into itself"), null);
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence, path, depth);
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String path, int depth) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            int line = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(new Problem(line, path, "a key must be a single word"));
                continue;
            }
            String child = child(path, key.getValue());
            if (object.has(key.getValue())) {
                problems.add(new Problem(line, child, "is already on line " + lines.get(child)));
                continue;
            }
            lines.put(child, line);
            object.set(key.getValue(), json(entry.getValueNode(), child, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String path, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            String child = path + "/" + array.size();
            lines.put(child, line(item));
            array.add(json(item, child, depth + 1));
        }
        return array;
    }

    /** What editors and YAML 1.2 take for text stays text, such as dates and 1:30. */
    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.matches("(?i)true|yes|on"));
        }
        if (text.length() > LONGEST_NUMBER) {
            return JSON.textNode(text);
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?\\d+")) {
            return JSON.numberNode(new BigInteger(text));
        }
        if (tag.equals(Tag.FLOAT) && text.matches("[-+]?\\d*\\.\\d*")) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        return JSON.textNode(text);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    private String at(Mark mark, String problem) {
        return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1) + ": " + problem;
    }
}
