package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The body of a webhook. Names are JSON paths, {@code $.…} from the whole document and {@code @.…} from the member that is an
 * alert; {@code text} is the body as it came, {@code query.NAME} a parameter of the URL. A form is an object of its fields,
 * and text that holds JSON counts as that JSON.
 */
public final class WebhookMessage implements Message {

    static final String SYSTEM = "system";
    private static final String QUERY = "query.";
    private static final List<String> TOPICS = List.of("title", "subject", "summary", "name", "message", "text", "description");
    private static final int LONGEST_FORM_FIELD = 256;
    private static final Configuration PATHS = Configuration.builder().jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS, Option.ALWAYS_RETURN_LIST).build();

    private final String door;
    private final String sender;
    private final String text;
    private final Map<String, String> query;
    private final JsonNode root;
    private final JsonNode member;
    private final LenientJson json;
    /** Trees of texts that hold JSON: each is read once, however many ask for it. */
    private final Map<JsonNode, JsonNode> unfolded;
    private final Envelope envelope;

    private WebhookMessage(String door, String sender, String text, Map<String, String> query, JsonNode root, JsonNode member,
                           LenientJson json, Map<JsonNode, JsonNode> unfolded, Envelope envelope) {
        this.door = door;
        this.sender = sender;
        this.text = text;
        this.query = query;
        this.root = root;
        this.member = member;
        this.json = json;
        this.unfolded = unfolded;
        this.envelope = envelope;
    }

    /**
     * @param door     the last path segment
     * @param sender   who sent it, for people
     * @param rawQuery as it stands in the URL, or null
     * @param share    from which the tree of the body takes memory
     */
    public static WebhookMessage of(String door, String sender, String rawQuery, String body, Share share) {
        LenientJson json = new LenientJson(share);
        JsonNode root = json.read(body).orElseGet(() -> form(body, json));
        return new WebhookMessage(door, sender, body, fields(rawQuery == null ? "" : rawQuery), root, root, json,
                new IdentityHashMap<>(), null);
    }

    /** The same of what comes through no door: there is as much memory as it needs. */
    static WebhookMessage of(String door, String sender, String rawQuery, String body) {
        return of(door, sender, rawQuery, body, Memory.unlimited().open());
    }

    /** The same, of which its door knows how it was sent. */
    public WebhookMessage in(Envelope known) {
        return new WebhookMessage(door, sender, text, query, root, member, json, unfolded, known);
    }

    /** The body as JSON; missing when it is none. A form is an object of its fields. */
    public JsonNode json() {
        return root;
    }

    @Override
    public String door() {
        return door;
    }

    @Override
    public List<String> texts(String name) {
        if (name.equals("text")) {
            return List.of(text);
        }
        if (name.startsWith(QUERY)) {
            String value = query.get(name.substring(QUERY.length()));
            return value == null ? List.of() : List.of(value);
        }
        return nodes(name).stream().flatMap(WebhookMessage::elements).filter(node -> !node.isNull())
                .map(node -> node.isContainerNode() ? node.toString() : node.asText()).toList();
    }

    @Override
    public List<Message> members(String path) {
        return nodes(path).stream().map(this::unfolded).flatMap(WebhookMessage::elements).<Message>map(node ->
                new WebhookMessage(door, sender, text, query, root, node, json, unfolded, envelope)).toList();
    }

    @Override
    public Map<String, String> entries(String path) {
        Map<String, String> entries = new LinkedHashMap<>();
        nodes(path).stream().map(this::unfolded).forEach(object -> object.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isNull()) {
                entries.putIfAbsent(entry.getKey(), value.isContainerNode() ? value.toString() : value.asText());
            }
        }));
        return entries;
    }

    @Override
    public Optional<String> system() {
        return Optional.ofNullable(query.get(SYSTEM)).filter(system -> !system.isBlank());
    }

    @Override
    public String sender() {
        return sender;
    }

    @Override
    public String title() {
        return "";
    }

    /** Of the members that monitors give such names, the first that says something; of what is no JSON, its first line. */
    @Override
    public String topic() {
        Stream<String> texts = root.isMissingNode() ? text.lines().limit(1) : elements(root).limit(1).flatMap(alert ->
                TOPICS.stream().map(alert::path).filter(JsonNode::isTextual).map(JsonNode::textValue));
        return texts.map(Essence::of).filter(topic -> !topic.isEmpty()).findFirst().orElse("");
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<Instant> writtenAt() {
        return Optional.empty();
    }

    @Override
    public Optional<Envelope> envelope() {
        return Optional.ofNullable(envelope);
    }

    /** @throws InvalidPathException when it is no JSON path */
    static void check(String path) {
        JsonPath.compile("$" + path.substring(1));
    }

    private List<JsonNode> nodes(String path) {
        JsonNode from = path.startsWith("@") ? member : path.startsWith("$") ? root : MissingNode.getInstance();
        if (from.isMissingNode()) {
            return List.of();
        }
        if (isPlain(path)) {
            JsonNode node = follow(from, path);
            return node.isMissingNode() ? List.of() : List.of(node);
        }
        JsonNode found = JsonPath.using(PATHS).parse(from).read("$" + path.substring(1));
        List<JsonNode> nodes = new ArrayList<>();
        found.forEach(nodes::add);
        return nodes;
    }

    /** Most paths only name members. They are followed here: there are many in a message of ten thousand alerts. */
    private static boolean isPlain(String path) {
        return !path.contains("..") && path.chars().skip(1)
                .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
    }

    private static JsonNode follow(JsonNode from, String path) {
        JsonNode node = from;
        for (String name : path.length() < 2 ? new String[0] : path.substring(2).split("\\.")) {
            node = node.isObject() ? node.path(name) : MissingNode.getInstance();
        }
        return node;
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    /** Text that holds JSON, as SNS sends it, counts as that JSON. */
    private JsonNode unfolded(JsonNode node) {
        return node.isTextual() ? unfolded.computeIfAbsent(node, folded -> json.read(folded.textValue()).orElse(folded)) : node;
    }

    /** A form, if the text is one: names and values in URL encoding. */
    private static JsonNode form(String text, LenientJson json) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals > LONGEST_FORM_FIELD || !text.substring(0, equals).matches("[\\w.\\[\\]%+-]+")) {
            return MissingNode.getInstance();
        }
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        // SIGNL4's clients send payload={…} without encoding it: an ampersand inside separates nothing.
        Optional<JsonNode> bare = json.read(text.substring(equals + 1));
        if (bare.isPresent()) {
            return form.set(decoded(text.substring(0, equals)), bare.get());
        }
        fields(text).forEach((name, value) -> form.set(name, value(value, json)));
        return form;
    }

    /** "[0.5, 0.4] is too high" is what a check said. */
    private static JsonNode value(String text, LenientJson json) {
        boolean sentence = text.startsWith("[") && !text.stripTrailing().endsWith("]");
        return (sentence ? Optional.<JsonNode>empty() : json.read(text)).orElseGet(() -> JsonNodeFactory.instance.textNode(text));
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : encoded.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    /**
     * curl sends what it was given: blanks and Japanese that were never encoded stand beside a plus that is a plus, and a percent
     * sign that begins no octet is one.
     */
    private static String decoded(String encoded) {
        if (encoded.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            return encoded;
        }
        String mended = encoded.replaceAll("%(?![0-9a-fA-F]{2})", "%25");
        return URLDecoder.decode(mended, StandardCharsets.UTF_8);
    }
}
