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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The shape of {@code oncall.yaml}: which keys there are, and what their values look like. In the schema a title says
 * what a value must be; editors show it, and so do these problems.
 */
final class OnCallSchema {

    private static final String RESOURCE = "oncall.schema.json";

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
            default -> document.problem(path, mustBe(violated, message));
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

    private static List<String> keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
