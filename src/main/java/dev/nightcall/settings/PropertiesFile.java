package dev.nightcall.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads properties as UTF-8, as Camel does. */
final class PropertiesFile {

    private PropertiesFile() {
    }

    /** @param optional whether a file that does not exist is just an empty one */
    static Map<String, String> read(Path file, boolean optional) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        } catch (NoSuchFileException e) {
            if (optional) {
                return Map.of();
            }
            throw new SettingException(file + " (named by NIGHTCALL_CONFIG) does not exist", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingException(file + " cannot be read: " + e, e);
        }
    }

    static Map<String, String> read(InputStream in) throws IOException {
        Properties properties = new Properties();
        // A decoder of its own, because a reader made from a charset replaces what it cannot read.
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
