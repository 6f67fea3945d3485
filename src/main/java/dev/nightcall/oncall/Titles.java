package dev.nightcall.oncall;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is meant by the title of an event: an engineer's id or name, a team's name, or a name that the layer explains, in
 * letters of any case and width. Several are separated by commas, slashes, "&amp;" or "and"; what is in brackets at the end,
 * as in "佐藤 (primary)", is for readers.
 */
final class Titles {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,/&\u3001]\\s*|\\s+and\\s+");
    private static final Pattern BRACKETS = Pattern.compile("\\s*\\([^()]*\\)$");

    private final Map<String, List<Engineer>> known = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /** @param unknown parts that name nobody, or more than one. */
    record Meant(List<Engineer> who, List<String> unknown) {
    }

    /** @param names title: id or team */
    Titles(Map<String, Engineer> engineers, Map<String, List<Engineer>> teams, Map<String, String> names) {
        engineers.values().forEach(engineer -> {
            if (known.put(key(engineer.name()), List.of(engineer)) != null) {
                ambiguous.add(key(engineer.name()));
            }
        });
        ambiguous.forEach(known::remove);
        teams.forEach((name, members) -> known.put(key(name), members));
        engineers.forEach((id, engineer) -> known.put(key(id), List.of(engineer)));
        names.forEach((title, name) -> known.put(key(title),
                engineers.containsKey(name) ? List.of(engineers.get(name)) : teams.get(name)));
    }

    Meant meant(String title) {
        List<Engineer> whole = find(key(title));
        if (whole != null) {
            return new Meant(whole, List.of());
        }
        List<Engineer> who = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String part : SEPARATOR.split(BRACKETS.matcher(key(title)).replaceFirst(""))) {
            List<Engineer> found = find(part);
            if (found != null) {
                who.addAll(found);
            } else {
                unknown.add(part);
            }
        }
        return new Meant(who.stream().distinct().toList(), unknown);
    }

    /** Whether several engineers have this name. */
    boolean isAmbiguous(String part) {
        return ambiguous.contains(part);
    }

    private List<Engineer> find(String key) {
        List<Engineer> found = known.get(key);
        return found != null ? found : known.get(BRACKETS.matcher(key).replaceFirst(""));
    }

    private static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
