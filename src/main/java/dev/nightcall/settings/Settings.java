package dev.nightcall.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every setting of Nightcall, as it stood at the start.
 *
 * <p>Four layers, the later one wins: the defaults on the class path, {@code application.properties} in the working
 * directory (or the file that {@code NIGHTCALL_CONFIG} names), environment variables, system properties. The defaults
 * are also the list of what can be set.
 */
public final class Settings {

    /** Settings whose values appear in no message. */
    private static final Pattern SECRET = Pattern.compile("key|secret|password|token", Pattern.CASE_INSENSITIVE);

    private final Map<String, String> defaults;
    private final Map<String, Setting> settings;
    private final List<String> unread;
    private final Limits limits = new Limits();

    private Settings(Layers layers) {
        defaults = Map.copyOf(layers.defaults());
        settings = layers.merged();
        unread = Stream.of(layers.repeated(), new UnknownKeys(layers).problems(),
                new CamelSettings().problems(layers.file(), layers.place())).flatMap(List::stream).toList();
    }

    /**
     * The settings of this process, {@link #check() checked}.
     *
     * @throws SettingException when there are unknown keys, or a file cannot be read
     */
    public static Settings load() {
        Settings settings = read();
        settings.check();
        return settings;
    }

    /** The same, not checked: for whoever lists {@link #problems()}. @throws SettingException when a file cannot be read */
    public static Settings read() {
        return new Settings(Layers.ofProcess());
    }

    /** @param directory where the optional file is, and from where a named one is looked for */
    static Settings load(Map<String, String> defaults, Path directory, Map<String, String> environment,
                         Map<String, String> system) {
        Settings settings = new Settings(Layers.read(defaults, directory, environment, system));
        settings.check();
        return settings;
    }

    /** Settings from these layers, the later one wins; not checked for unknown keys. */
    public static Settings of(Map<String, String> defaults, Map<String, String> file, Map<String, String> environment,
                              Map<String, String> system) {
        return new Settings(new Layers(defaults, file, key -> Layers.DEFAULTS, environment, system, List.of()));
    }

    /** @throws SettingException with all {@link #problems()} */
    public void check() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new SettingException(problems);
        }
    }

    /**
     * Every key and variable that nothing reads, and what may be meant; every key that is there twice; every value that is not
     * of its kind, or beyond its limits.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(unread);
        defaults.keySet().stream().filter(UnknownKeys::isOurs).sorted().forEach(key -> {
            try {
                readByKind(key);
            } catch (SettingException e) {
                problems.addAll(e.problems());
            }
        });
        return problems;
    }

    /** What the default is, every value has to be. */
    private void readByKind(String key) {
        String like = limits.range(key).map(Limits.Range::from).orElse(defaults.get(key).strip());
        if (!limits.words(key).isEmpty()) {
            choice(key);
        } else if (defaults.get(key).strip().endsWith("%")) {
            memory(key);
        } else if (like.matches("-?\\d+(ms|s|m|h)")) {
            duration(key);
        } else if (like.matches("\\d+")) {
            integer(key);
        } else if (like.matches("\\d+\\.\\d+")) {
            decimal(key);
        } else if (like.matches("true|false")) {
            flag(key);
        }
    }

    /** @throws SettingException when it is blank */
    public String text(String key) {
        return optional(key).orElseThrow(() -> refusal(key, "must not be empty"));
    }

    /** Empty when it is blank. */
    public Optional<String> optional(String key) {
        return Optional.of(setting(key).value()).filter(value -> !value.isBlank());
    }

    /** @throws SettingException when it is no whole number within its limits */
    public int integer(String key) {
        return limits.range(key).map(range -> integer(key, Integer.parseInt(range.from()), Integer.parseInt(range.to())))
                .orElseGet(() -> integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /** @throws SettingException when it is no whole number from {@code min} to {@code max} */
    public int integer(String key, int min, int max) {
        return read(key, Integer::valueOf, value -> value >= min && value <= max,
                "must be a whole number from " + min + " to " + max);
    }

    /** {@link #memory(String, long)} from the least that its limits say. @throws SettingException as there */
    public long memory(String key) {
        return memory(key, limits.range(key).map(range -> Long.parseLong(range.from())).orElse(1L));
    }

    /**
     * Bytes, or a part of the heap as in {@code 10%}: of that at least {@code min}.
     *
     * @throws SettingException when it is written otherwise, or less than {@code min} bytes
     */
    public long memory(String key, long min) {
        return read(key, written -> written.endsWith("%") ? Math.max(min, ofHeap(written)) : Long.parseLong(written),
                value -> value >= min, "must be a number of bytes from " + min + " on, or a part of the heap as in 10%");
    }

    private static long ofHeap(String percent) {
        int part = Integer.parseInt(percent.substring(0, percent.length() - 1).strip());
        if (part < 1 || part > 100) {
            throw new IllegalArgumentException(percent);
        }
        return Runtime.getRuntime().maxMemory() / 100 * part;
    }

    /** A TCP or UDP port; 0 means any free one. @throws SettingException when it is not from 0 to 65535 */
    public int port(String key) {
        return integer(key, 0, 65535);
    }

    /** @throws SettingException when it is no number within its limits */
    public double decimal(String key) {
        Limits.Range range = limits.range(key).orElseThrow(() -> new IllegalArgumentException(key + " has no limits"));
        return decimal(key, Double.parseDouble(range.from()), Double.parseDouble(range.to()));
    }

    /** @throws SettingException when it is no number from {@code min} to {@code max} */
    public double decimal(String key, double min, double max) {
        return read(key, Double::valueOf, value -> value >= min && value <= max,
                "must be a number from " + min + " to " + max);
    }

    /**
     * Within its limits, or else longer than zero.
     *
     * @throws SettingException when it is not, or not written as 500ms, 25s, 3m, 1h or in ISO 8601
     */
    public Duration duration(String key) {
        Optional<Limits.Range> range = limits.range(key);
        if (range.isPresent()) {
            return duration(key, Durations.parse(range.get().from()), Durations.parse(range.get().to()));
        }
        return read(key, Durations::parse, value -> !value.isZero() && !value.isNegative(),
                "must be a duration above zero, such as 500ms, 25s, 3m or 1h");
    }

    /** @throws SettingException when it is no duration from {@code min} to {@code max} */
    public Duration duration(String key, Duration min, Duration max) {
        return read(key, Durations::parse, value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                "must be a duration from " + written(min) + " to " + written(max));
    }

    /**
     * Pairs as in {@code en=Joanna,ja=Takumi}.
     *
     * @param required a name that must be among them
     * @throws SettingException when they are written otherwise
     */
    public Map<String, String> pairs(String key, String required) {
        return read(key, Settings::pairs, pairs -> pairs.containsKey(required),
                "must be pairs as in a=b,c=d, one of them for " + required);
    }

    /** @throws SettingException when it is neither {@code true} nor {@code false} */
    public boolean flag(String key) {
        return Boolean.parseBoolean(choice(key, "true", "false"));
    }

    private static String written(Duration limit) {
        return limit.toMillisPart() == 0 ? limit.toSeconds() + "s" : limit.toMillis() + "ms";
    }

    /** @throws SettingException when it is none of its words */
    public String choice(String key) {
        return choice(key, limits.words(key).toArray(String[]::new));
    }

    /** @throws SettingException when it is none of the words */
    public String choice(String key, String... words) {
        String value = setting(key).value();
        if (!Arrays.asList(words).contains(value)) {
            throw refusal(key, "must be " + String.join(" or ", words));
        }
        return value;
    }

    /** Whether nobody has said anything else than the default. */
    public boolean isDefault(String key) {
        return setting(key).value().equals(defaults.get(key));
    }

    /** All values as they won, by key, with keys of other prefixes (for Camel and for routes' own placeholders). */
    public Map<String, String> asMap() {
        Map<String, String> values = new TreeMap<>();
        settings.forEach((key, setting) -> values.put(key, setting.value()));
        return values;
    }

    /** @param parser throws an {@link IllegalArgumentException} for what it cannot read */
    private <T> T read(String key, Function<String, T> parser, Predicate<T> accepted, String expected) {
        String written = setting(key).value();
        try {
            T value = parser.apply(written);
            if (accepted.test(value)) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            throw refusal(key, expected);
        }
        throw refusal(key, expected);
    }

    private static Map<String, String> pairs(String written) {
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : written.split(",")) {
            String[] parts = pair.strip().split("=", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new IllegalArgumentException(pair);
            }
            pairs.put(parts[0].strip(), parts[1].strip());
        }
        return pairs;
    }

    private Setting setting(String key) {
        if (!defaults.containsKey(key)) {
            throw new IllegalArgumentException(key + " is not in " + Layers.DEFAULTS);
        }
        return settings.get(key);
    }

    private SettingException refusal(String key, String expected) {
        Setting setting = setting(key);
        boolean told = !SECRET.matcher(key).find() && !setting.value().isEmpty();
        String found = told ? ", not \"" + setting.value() + "\"" : "";
        return new SettingException(List.of(key + " (" + setting.place() + ") " + expected + found));
    }
}
