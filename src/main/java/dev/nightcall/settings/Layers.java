package dev.nightcall.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where values come from. The later layer wins.
 *
 * @param place    where in the file a key is, as messages tell
 * @param repeated what is wrong with the file where a key is there twice
 */
record Layers(Map<String, String> defaults, Map<String, String> file, UnaryOperator<String> place,
              Map<String, String> environment, Map<String, String> system, List<String> repeated) {

    static final String DEFAULTS = "application.properties";
    /** The environment variable that names the file. */
    static final String CONFIG = "NIGHTCALL_CONFIG";

    /** What Kubernetes injects for every service of a namespace, as for one called {@code nightcall}. */
    private static final Pattern KUBERNETES =
            Pattern.compile(".*(_PORT|_SERVICE_HOST|_SERVICE_PORT)|.*(_PORT_|_SERVICE_PORT_).*");
    private static final Pattern KUBERNETES_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    Layers {
        refuseNamesakes(defaults.keySet());
    }

    /** Those of this process. @throws SettingException when a file cannot be read */
    static Layers ofProcess() {
        Map<String, String> system = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(key -> system.put(key, System.getProperty(key)));
        return read(onClassPath(), Path.of(""), System.getenv(), system);
    }

    /** @param directory where the optional file is, and from where a named one is looked for */
    static Layers read(Map<String, String> defaults, Path directory, Map<String, String> environment,
                       Map<String, String> system) {
        String named = environment.getOrDefault(CONFIG, "").strip();
        PropertiesFile read = PropertiesFile.read(directory.resolve(named.isEmpty() ? DEFAULTS : named), named.isEmpty());
        return new Layers(defaults, read.values(), read::place, environment, system, read.repeated());
    }

    private static Map<String, String> onClassPath() {
        try (InputStream in = Layers.class.getClassLoader().getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException(DEFAULTS + " is not on the class path");
            }
            return PropertiesFile.read(in);
        } catch (IOException e) {
            throw new SettingException(DEFAULTS + " on the class path cannot be read: " + e.getMessage(), e);
        }
    }

    Map<String, Setting> merged() {
        TreeSet<String> keys = new TreeSet<>(defaults.keySet());
        keys.addAll(file.keySet());
        Map<String, Setting> merged = new TreeMap<>();
        keys.forEach(key -> merged.put(key, winner(key)));
        return merged;
    }

    private Setting winner(String key) {
        if (system.containsKey(key)) {
            return new Setting(system.get(key).strip(), "system property");
        }
        String variable = variable(key);
        if (isSetByEnvironment(key, variable)) {
            return new Setting(environment.get(variable).strip(), "environment variable " + variable);
        }
        if (file.containsKey(key)) {
            return new Setting(file.get(key).strip(), place.apply(key));
        }
        return new Setting(defaults.get(key).strip(), "default");
    }

    private boolean isSetByEnvironment(String key, String variable) {
        // A key of one word would be taken from PATH, HOME or USER.
        boolean distinct = !variable.equals(key.toUpperCase(Locale.ROOT));
        return distinct && environment.containsKey(variable)
                && !(isKubernetes(variable) && KUBERNETES_ADDRESS.matcher(environment.get(variable)).matches());
    }

    /** The environment variable of a key: {@code nightcall.api-keys} is {@code NIGHTCALL_API_KEYS}. */
    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static boolean isKubernetes(String variable) {
        return KUBERNETES.matcher(variable).matches();
    }

    private static void refuseNamesakes(Collection<String> keys) {
        Map<String, String> owners = new HashMap<>();
        keys.forEach(key -> {
            String other = owners.put(variable(key), key);
            if (other != null) {
                throw new IllegalArgumentException(key + " and " + other + " have the same environment variable");
            }
        });
    }
}
