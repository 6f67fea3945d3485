package dev.nightcall.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tables that several patterns share: a file {@code NAME.yaml} each in the folder {@code tables} of the routes. The one named
 * {@code hosts} is for all patterns.
 */
final class Tables {

    private static final String HOSTS = "hosts";

    private final Path folder;
    private final YAMLMapper yaml = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    Tables(Path folder) {
        this.folder = folder;
    }

    /** @param node the table itself, the name of a shared one, or a list of both: what comes first counts */
    Map<String, String> words(JsonNode node, String at) {
        Map<String, String> words = new LinkedHashMap<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                words(node.get(i), at + "/" + i).forEach(words::putIfAbsent);
            }
        } else if (node.isTextual()) {
            words.putAll(inline(shared(node.textValue(), at), folder.resolve(node.textValue() + ".yaml").toString()));
        } else {
            words.putAll(inline(node, at));
        }
        return words;
    }

    /** A shared table, of words that are regular expressions. */
    Table named(String name, String at) {
        return Table.ofWords(inline(shared(name, at), folder.resolve(name + ".yaml").toString()));
    }

    /** What a host is called here: by the pattern's own table, then by the one for all. */
    Table hosts(JsonNode node, String at) {
        Map<String, String> names = words(node, at);
        if (Files.exists(folder.resolve(HOSTS + ".yaml"))) {
            inline(shared(HOSTS, at), HOSTS).forEach(names::putIfAbsent);
        }
        return Table.ofNames(names);
    }

    private static Map<String, String> inline(JsonNode node, String at) {
        Map<String, String> words = new LinkedHashMap<>();
        if (!node.isObject() && !node.isMissingNode()) {
            throw new PatternException(at, "must be a table of words and their meanings, or the name of a shared one");
        }
        node.properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw new PatternException(at + "/" + entry.getKey(), "must be a word");
            }
            words.put(entry.getKey(), entry.getValue().asText());
        });
        return words;
    }

    private JsonNode shared(String name, String at) {
        Path file = folder.resolve(name + ".yaml");
        if (!name.matches("[A-Za-z0-9_-]+") || !Files.exists(file)) {
            throw new PatternException(at, "names a table that is not there: " + file);
        }
        try {
            JsonNode table = yaml.readTree(file.toFile());
            return table == null || table.isNull() ? MissingNode.getInstance() : table;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
