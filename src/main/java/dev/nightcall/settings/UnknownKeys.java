package dev.nightcall.settings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keys and variables that nothing reads, though they are named as ours are: somebody has misspelt one, and it has no effect. */
record UnknownKeys(Layers layers) {

    private static final Pattern OURS = Pattern.compile("(nightcall|local)\\..*");
    private static final Pattern OUR_VARIABLES = Pattern.compile("(NIGHTCALL|LOCAL)_.*");

    /** Whether it is a key of Nightcall's, and not of Camel's or of a route. */
    static boolean isOurs(String key) {
        return OURS.matcher(key).matches();
    }

    /** Each of them, where it is, and what may be meant. */
    List<String> problems() {
        return Stream.of(
                layers.file().keySet().stream().filter(this::isUnknown).sorted()
                        .map(key -> problem(key, layers.place().apply(key))),
                layers.environment().keySet().stream().filter(this::isUnknownVariable).sorted().map(this::problem),
                layers.system().keySet().stream().filter(this::isUnknown).sorted()
                        .map(key -> problem(key, "system property")))
                .flatMap(problems -> problems).toList();
    }

    private boolean isUnknown(String key) {
        return isOurs(key) && !layers.defaults().containsKey(key);
    }

    private boolean isUnknownVariable(String name) {
        return OUR_VARIABLES.matcher(name).matches() && !name.equals(Layers.CONFIG) && !Layers.isKubernetes(name)
                && layers.defaults().keySet().stream().map(Layers::variable).noneMatch(name::equals);
    }

    private String problem(String key, String place) {
        return key + " (" + place + ") is not a setting" + Spelling.hint(key, layers.defaults().keySet());
    }

    private String problem(String variable) {
        return "environment variable " + variable + " is not a setting"
                + Spelling.hint(variable, layers.defaults().keySet().stream().map(Layers::variable).toList());
    }
}
