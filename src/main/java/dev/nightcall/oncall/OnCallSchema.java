package dev.nightcall.oncall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The shape of {@code oncall.yaml}: which keys there are, and what their values look like. In the schema a title says
 * what a value must be; editors show it, and so do these problems.
 */
final class OnCallSchema {

    private static final String RESOURCE = "oncall.schema.json";

    /** Of shorter words any is near to any other. */
    private static final int SHORTEST_HINT = 3;

    private final JsonNode source;
    private final JsonSchema schema;

    OnCallSchema() {
        try (InputStream in = OnCallSchema.class.getResourceAsStream(RESOURCE)) {
            source = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(source,
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .locale(Locale.ENGLISH)
                        .regularExpressionFactory(OnCallSchema::expression)
                        .build());
    }

    List<Problem> check(YamlDocument document) {
        return schema.validate(document.root()).stream()
                .map(message -> problem(document, message))
                .distinct()
                .toList();
    }

    private Problem problem(YamlDocument document, ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        JsonNode violated = source.at(message.getSchemaLocation().getFragment().getParent().toString());
        String property = message.getProperty();
        return switch (message.getType()) {
            case "additionalProperties" -> document.problem(YamlDocument.child(path, property),
                    "unknown key" + Spelling.hint(property, keys(violated)));
            case "propertyNames" -> document.problem(YamlDocument.child(path, property),
                    mustBe(source.at(message.getSchemaNode().get("$ref").textValue().substring(1)), message));
            case "required" -> document.problem(path, property + " is missing");
            case "minItems", "minProperties" -> document.problem(path, "must not be empty");
            case "uniqueItems" -> document.problem(path, "must not name anything twice");
            default -> document.problem(path, mustBe(violated, message) + meant(violated, document.root().at(path).asText()));
        };
    }

    /** Of the whole text: in Java, unlike JSON Schema, $ lets a line break follow, which nobody can dial. */
    private static RegularExpression expression(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches();
    }

    private static String mustBe(JsonNode schema, ValidationMessage message) {
        return schema.has("title") ? "must be " + schema.get("title").textValue() : message.getError();
    }

    /** Of the words that a title names those that are right may have been meant. */
    private static String meant(JsonNode schema, String written) {
        Set<String> words = new TreeSet<>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        if (schema.has("pattern") && schema.has("title")) {
            Pattern right = Pattern.compile(schema.get("pattern").textValue());
            Stream.of(schema.get("title").textValue().split("[^a-z-]+")).filter(word -> right.matcher(word).matches())
                    .forEach(words::add);
        }
        return written.length() < SHORTEST_HINT ? "" : Spelling.hint(written, words);
    }

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
