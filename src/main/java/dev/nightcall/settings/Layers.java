package dev.nightcall.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Where values come from. The later layer wins. @param place where in the file a key is */
record Layers(Map<String, String> defaults, Map<String, String> file, UnaryOperator<String> place,
              Map<String, String> environment, Map<String, String> system) {

    /** What Kubernetes injects for every service of a namespace, as for one called {@code nightcall}. */
    private static final Pattern KUBERNETES =
            Pattern.compile(".*(_PORT|_SERVICE_HOST|_SERVICE_PORT)|.*(_PORT_|_SERVICE_PORT_).*");
    private static final Pattern KUBERNETES_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    Layers {
        refuseNamesakes(defaults.keySet());
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
