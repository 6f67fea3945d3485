package dev.nightcall.yaml;

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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A YAML text as JSON that remembers the lines it came from. */
public final class YamlDocument {

    /** A longer text is not read. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** Aliases can make a short text unfold without end. */
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 50;
    /** Of one text. A plan has names, numbers and sentences; a calendar stands in a file of its own. */
    private static final int LONGEST_VALUE = 65_536;
    /** More is no number of a plan, and reading it would take time that grows with its square. */
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern TAB = Pattern.compile(" *\\t");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Function<ScalarNode, JsonNode> scalars;
    private final Map<String, Integer> lines = new HashMap<>();
    /** Where the indicators of literal blocks stand. */
    private final Map<String, Integer> blocks = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final JsonNode root;
    private int nodes;

    /** @throws YamlException with line and column, when this is not YAML, or too much of it */
    public YamlDocument(String file, String text) {
        this(file, text, YamlDocument::scalar);
    }

    /**
     * The same, but every value is the text that was written, such as {@code 1.10}, {@code 007} or {@code no}; only what is
     * empty is null.
     */
    public static YamlDocument ofTexts(String file, String text) {
        return new YamlDocument(file, text,
                node -> node.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(node.getValue()));
    }

    private YamlDocument(String file, String text, Function<ScalarNode, JsonNode> scalars) {
        this.file = file;
        this.scalars = scalars;
        try {
            requireFew(text);
            Node node = yaml().compose(new StringReader(text));
            lines.put("", node == null ? 1 : line(node));
            root = node == null ? JSON.nullNode() : json(node, "", 0);
        } catch (MarkedYAMLException e) {
            throw refusal(e, text);
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            throw new YamlException(file, line, column, "a control character that YAML does not allow", e);
        } catch (YAMLException e) {
            throw new YamlException(file, 1, 1, e.getMessage(), e);
        }
    }

    /** A tab looks like spaces, and what the parser says of one is seldom that it is there. */
    private YamlException refusal(MarkedYAMLException e, String text) {
        Mark mark = e.getProblemMark();
        List<String> written = text.lines().limit(mark.getLine() + 1L).toList();
        for (int line = written.size(); line > Math.max(0, written.size() - 2); line--) {
            Matcher tab = TAB.matcher(written.get(line - 1));
            if (tab.lookingAt()) {
                return new YamlException(file, line, tab.end(), "begins with a tab; YAML is indented by spaces only", e);
            }
        }
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return new YamlException(file, mark.getLine() + 1, mark.getColumn() + 1, context + e.getProblem(), e);
    }

    /** What it says; null when it is empty. */
    public JsonNode root() {
        return root;
    }

    /** Keys that come twice. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A problem with what is at {@code path}, or with what holds it if there is nothing. */
    public Problem problem(String path, String text) {
        String known = path;
        while (!lines.containsKey(known)) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return new Problem(lines.get(known), path, text);
    }

    /**
     * The line of this file on which a line of a text within it stands, where that can be said: a text of one line stands on
     * its own, a block behind {@code |} begins below its key, and of any other the beginning has to do.
     *
     * @param path of the text
     * @param line within the text, from 1
     */
    public int lineOf(String path, int line) {
        Integer block = blocks.get(path);
        return block == null ? problem(path, "").line() : block + line;
    }

    /** A JSON Pointer one step on. */
    public static String child(String path, String key) {
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
        if (text.length() > MAX_BYTES) {
            throw new YamlException(file, 1, 1, "is longer than " + MAX_BYTES + " characters", null);
        }
        int seen = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            if (event instanceof NodeEvent && ++seen > MAX_NODES) {
                throw refusal(event.getStartMark(), "is more than " + MAX_NODES + " values", null);
            }
            if (event instanceof ScalarEvent scalar && scalar.getValue().length() > LONGEST_VALUE) {
                throw refusal(event.getStartMark(), "a value of more than " + LONGEST_VALUE + " characters", null);
            }
        }
    }

    private YamlException refusal(Mark mark, String problem, Exception cause) {
        return new YamlException(file, mark.getLine() + 1, mark.getColumn() + 1, problem, cause);
    }

    private JsonNode json(Node node, String path, int depth) {
        nodes++;
        if (nodes > MAX_NODES || depth > MAX_DEPTH) {
            Mark mark = node.getStartMark();
            throw new YamlException(file, mark.getLine() + 1, mark.getColumn() + 1, "unfolds to too much, or into itself", null);
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence, path, depth);
        }
        ScalarNode scalar = (ScalarNode) node;
        if (scalar.getScalarStyle() == DumperOptions.ScalarStyle.LITERAL) {
            blocks.put(path, line(scalar));
        }
        return scalars.apply(scalar);
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
}
