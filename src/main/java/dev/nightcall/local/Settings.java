package dev.nightcall.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Nightcall's settings as local mode needs them before Nightcall itself has started. A system property wins over the
 * environment, that over application.properties in the working directory, and that over the one that ships with us.
 */
public final class Settings {

    private static final String FILE = "application.properties";

    private final Properties systemProperties;
    private final Map<String, String> environment;
    private final Properties file;
    private final Properties shipped;

    /** From these sources, the strongest first. */
    public Settings(Properties systemProperties, Map<String, String> environment, Properties file, Properties shipped) {
        this.systemProperties = systemProperties;
        this.environment = environment;
        this.file = file;
        this.shipped = shipped;
    }

    /** Reads the settings of this process. */
    public static Settings load() throws IOException {
        return new Settings(System.getProperties(), System.getenv(), workingDirectory(), classPath());
    }

    /** The value of a setting, or null. */
    public String get(String key) {
        String value = given(key);
        if (value == null) {
            value = file.getProperty(key, shipped.getProperty(key));
        }
        return value == null ? null : value.trim();
    }

    /** Whether somebody chose the value, which a default does not do: the shipped file names every setting. */
    public boolean isChosen(String key) {
        String inFile = file.getProperty(key);
        return given(key) != null || inFile != null && !inFile.equals(shipped.getProperty(key));
    }

    private String given(String key) {
        String property = systemProperties.getProperty(key);
        return property != null ? property : environment.get(variable(key));
    }

    /** The environment variable of a setting: local.data is LOCAL_DATA. */
    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static Properties workingDirectory() throws IOException {
        Properties properties = new Properties();
        Path path = Path.of(FILE);
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private static Properties classPath() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Settings.class.getResourceAsStream("/" + FILE)) {
            if (stream != null) {
                properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            }
        }
        return properties;
    }
}
