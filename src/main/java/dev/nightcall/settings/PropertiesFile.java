package dev.nightcall.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads properties as UTF-8, as Camel does, and remembers their lines. */
final class PropertiesFile {

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> repeated = new ArrayList<>();

    private PropertiesFile(Path file) {
        this.file = file;
    }

    /** @param optional whether a file that does not exist is just an empty one */
    static PropertiesFile read(Path file, boolean optional) {
        PropertiesFile read = new PropertiesFile(file);
        try {
            read.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            if (!optional) {
                throw new SettingException(file + " (named by NIGHTCALL_CONFIG) does not exist", e);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(file + " cannot be read: " + e, e);
        }
        return read;
    }

    static Map<String, String> read(InputStream in) throws IOException {
        // A decoder of its own, because a reader made from a charset replaces what it cannot read.
        return properties(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    Map<String, String> values() {
        return values;
    }

    /** Where a key is, as {@code application.properties:12}. */
    String place(String key) {
        return file + ":" + lines.get(key);
    }

    /** Keys that are there twice. Of two values nobody could say which is meant. */
    List<String> repeated() {
        return repeated;
    }

    /** Line by line, as {@link Properties} tells no lines: one that ends in a backslash goes on in the next. */
    private void parse(String text) throws IOException {
        List<String> written = text.lines().toList();
        for (int from = 0; from < written.size(); from++) {
            StringBuilder line = new StringBuilder(written.get(from));
            int first = from;
            while (isContinued(line, written.get(first)) && from + 1 < written.size()) {
                line.append('\n').append(written.get(++from));
            }
            properties(new StringReader(line.toString())).forEach((key, value) -> add(key, value, first + 1));
        }
    }

    private void add(String key, String value, int line) {
        Integer before = lines.putIfAbsent(key, line);
        if (before != null) {
            repeated.add(key + " (" + file + ":" + line + ") is already on line " + before);
        }
        values.putIfAbsent(key, value);
    }

    /** @param begun a comment ends with its line */
    private static boolean isContinued(CharSequence line, String begun) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1 && !begun.strip().startsWith("#") && !begun.strip().startsWith("!");
    }

    private static Map<String, String> properties(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
