package dev.nightcall.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the values of settings may be besides being of their kind: {@code limits.properties}, the one place that says it. */
final class Limits {

    private static final String RESOURCE = "limits.properties";

    private final Map<String, String> limits;

    Limits() {
        try (InputStream in = Limits.class.getResourceAsStream(RESOURCE)) {
            limits = PropertiesFile.read(in);
        } catch (IOException e) {
            throw new SettingException(RESOURCE + " on the class path cannot be read: " + e.getMessage(), e);
        }
    }

    /** The smallest and the largest value, as they are written; the largest is empty for memory, which the heap limits. */
    record Range(String from, String to) {
    }

    Optional<Range> range(String key) {
        return Optional.ofNullable(limits.get(key)).map(limit -> limit.split("\\.\\.", 2)).filter(parts -> parts.length == 2)
                .map(parts -> new Range(parts[0], parts[1]));
    }

    /** The words that there are; empty when any will do. */
    List<String> words(String key) {
        return Optional.ofNullable(limits.get(key)).filter(limit -> limit.contains("|"))
                .map(limit -> List.of(limit.split("\\|"))).orElse(List.of());
    }

    /** Every setting that has some. */
    Iterable<String> keys() {
        return limits.keySet();
    }
}
