package dev.nightcall.escalation;

import dev.nightcall.oncall.Routes;
import dev.nightcall.settings.Spelling;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code direct:} routes that there are, for whoever looks whether a recipient has one.
 *
 * @param consumed what they begin with, written as {@code direct:name}
 * @param unusable those that can tell nobody, and what they need, such as the address of a channel
 */
public record KnownRoutes(Set<String> consumed, Map<String, String> unusable) implements Routes {

    static final String DIRECT = "direct:";
    private static final String CHANNEL = "direct:notify-";

    public KnownRoutes {
        consumed = Set.copyOf(consumed);
        unusable = Map.copyOf(unusable);
    }

    /** Why nobody would be told by this recipient; empty when it is no {@code direct:} one or has its route. */
    @Override
    public Optional<String> problem(String recipient) {
        String name = name(recipient);
        if (!recipient.startsWith(DIRECT) || consumed.contains(name) && !unusable.containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(unusable.containsKey(name) ? recipient + " " + unusable.get(name)
                : "no route reads " + recipient + hint(name));
    }

    /** What all channels begin with makes none of them nearer. */
    private String hint(String name) {
        String common = name.startsWith(CHANNEL) ? CHANNEL : DIRECT;
        return Spelling.nearest(name.substring(common.length()), Stream.concat(consumed.stream(), unusable.keySet().stream())
                .filter(other -> other.startsWith(common)).map(other -> other.substring(common.length())).toList())
                .map(near -> " (did you mean " + common + near + "?)").orElse("");
    }

    /** Without options, and written as {@code direct:name} even if it was {@code direct://name}. */
    public static String name(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^direct:/*", DIRECT);
    }
}
