package dev.nightcall.intake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What may stand in the query of a URL: a name that nothing reads is a slip of the pen, as an unknown field is. */
public final class QueryNames {

    private static final int LONGEST_SHOWN = 100;

    private QueryNames() {
    }

    /**
     * @param query percent-encoded; may be null
     * @param known names that the door reads, or that a monitor is known to add
     * @throws BadRequestException naming the first that is not among them
     */
    public static void require(String query, Collection<String> known) {
        of(query).filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new BadRequestException(name.substring(0, Math.min(name.length(), LONGEST_SHOWN)), known.isEmpty()
                    ? "is not known here; there are no parameters"
                    : "is not known here; there are " + String.join(", ", new TreeSet<>(known)));
        });
    }

    /** The names in a query, decoded. Netty takes a semicolon for a separator as well. */
    static Stream<String> of(String query) {
        return query == null ? Stream.empty() : Stream.of(query.split("[&;]")).map(pair -> decode(pair.split("=", 2)[0]))
                .filter(name -> !name.isEmpty());
    }

    private static String decode(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no octet stands for itself, and in no name of ours.
            return name;
        }
    }
}
