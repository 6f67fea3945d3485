package dev.nightcall.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.re2j.PatternSyntaxException;
import dev.nightcall.settings.Spelling;
import dev.nightcall.yaml.Problem;
import dev.nightcall.yaml.YamlDocument;
import dev.nightcall.yaml.YamlException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tables that several patterns share: a file {@code NAME.yaml} each in the folder {@code tables} of the routes. The one named
 * {@code hosts} is for all patterns. What is wrong is told to whoever asks, with the place in the pattern that names the table.
 */
final class Tables {

    private static final String HOSTS = "hosts";
    private static final String YAML = ".yaml";

    private final Path folder;

    Tables(Path folder) {
        this.folder = folder;
    }

    /**
     * The words of a table and their meanings.
     *
     * @param node  the table itself, the name of a shared one, or a list of both: what comes first counts
     * @param wrong is told what is wrong, after the JSON Pointer of where
     */
    Map<String, String> words(JsonNode node, String at, BiConsumer<String, String> wrong) {
        Map<String, String> words = new LinkedHashMap<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                words(node.get(i), at + "/" + i, wrong).forEach(words::putIfAbsent);
            }
        } else if (node.isTextual()) {
            words.putAll(shared(node.textValue(), at, wrong));
        } else {
            words.putAll(inline(node, at, wrong));
        }
        return words;
    }

    private static Map<String, String> inline(JsonNode node, String at, BiConsumer<String, String> wrong) {
        Map<String, String> words = new LinkedHashMap<>();
        if (!node.isObject() && !node.isMissingNode()) {
            wrong.accept(at, "must be a table of words and their meanings, or the name of a shared one");
        }
        node.properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                words.put(entry.getKey(), entry.getValue().textValue());
            } else {
                wrong.accept(YamlDocument.child(at, entry.getKey()), "must be a word");
            }
        });
        return words;
    }

    /** A shared table, of words that are regular expressions. */
    Table named(String name, String at, BiConsumer<String, String> wrong) {
        return compiled(shared(name, at, wrong), at, wrong);
    }

    /** What a host is called here: by the pattern's own table, then by the one for all. */
    Table hosts(JsonNode node, String at, BiConsumer<String, String> wrong) {
        Map<String, String> names = words(node, at, wrong);
        // What is wrong with that one is no fault of the pattern's, and must not leave out all there are.
        ofAll(problem -> { }).forEach(names::putIfAbsent);
        return Table.ofNames(names);
    }

    /** What is wrong with the table for all patterns, which none of them names, as {@code file:line: what}. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        ofAll(problems::add);
        return problems;
    }

    private Map<String, String> ofAll(Consumer<String> wrong) {
        return Files.exists(file(HOSTS)) ? read(HOSTS, wrong) : Map.of();
    }

    /** Words that are regular expressions; without those that are none. */
    static Table compiled(Map<String, String> words, String at, BiConsumer<String, String> wrong) {
        Map<String, String> right = new LinkedHashMap<>();
        words.forEach((word, meaning) -> {
            try {
                Table.ofWords(Map.of(word, meaning));
                right.put(word, meaning);
            } catch (PatternSyntaxException e) {
                wrong.accept(at, "has the word " + word + ", which is no regular expression of RE2: " + e.getMessage());
            }
        });
        return Table.ofWords(right);
    }

    private Map<String, String> shared(String name, String at, BiConsumer<String, String> wrong) {
        if (!name.matches("[A-Za-z0-9_-]+") || !Files.exists(file(name))) {
            wrong.accept(at, "names a table that is not there: " + file(name) + Spelling.hint(name, names()));
            return Map.of();
        }
        return read(name, problem -> wrong.accept(at, "names a table with an error: " + problem));
    }

    /** The lines that are right. */
    private Map<String, String> read(String name, Consumer<String> wrong) {
        String file = file(name).toString();
        try {
            YamlDocument document = YamlDocument.ofTexts(file, Files.readString(file(name)));
            List<Problem> problems = new ArrayList<>(document.problems());
            Map<String, String> words = inline(document.root().isNull() ? MissingNode.getInstance() : document.root(), "",
                    (path, text) -> problems.add(document.problem(path, text)));
            problems.forEach(problem -> wrong.accept(problem.in(file)));
            return words;
        } catch (YamlException e) {
            wrong.accept(e.getMessage());
        } catch (IOException e) {
            wrong.accept(file + ":1: cannot be read as text in UTF-8: " + e);
        }
        return Map.of();
    }

    private Path file(String name) {
        return folder.resolve(name + YAML);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + YAML)) {
                files.forEach(file -> names.add(file.getFileName().toString().replace(YAML, "")));
            } catch (IOException e) {
                // Only what may have been meant is not known then; that the table is missing is told all the same.
                return List.of();
            }
        }
        return names;
    }
}
