package dev.nightcall.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an alert is about: system/host/service. In a suppression, host and service may be {@value #ANY}.
 *
 * <p>Written as one string, the three parts are joined by slashes; a slash or a percent sign inside a part is written
 * as in a URL ({@code %2F}, {@code %25}), and a part that is really called {@code *} as {@code %2A}, so that no two keys
 * are written alike.
 */
public record AlertKey(String system, String host, String service) {

    public static final String ANY = "*";

    /** The key of an alert, in which a star is just a character. */
    public static AlertKey of(String system, String host, String service) {
        return new AlertKey(literal(system), literal(host), literal(service));
    }

    /** @throws IllegalArgumentException when {@code written} does not have three parts, or no system */
    @JsonCreator
    public static AlertKey parse(String written) {
        String[] parts = written.split("/", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].equals(ANY)) {
            throw new IllegalArgumentException(
                    "must be system/host/service, where host and service may be *, and a slash inside a part is %2F");
        }
        return new AlertKey(parts[0], parts[1], parts[2]);
    }

    @JsonValue
    @Override
    public String toString() {
        return system + "/" + host + "/" + service;
    }

    /** The keys a suppression of this alert can have: itself, and with any host, any service or both. */
    public List<AlertKey> suppressedBy() {
        return Stream.of(this, new AlertKey(system, host, ANY), new AlertKey(system, ANY, service),
                new AlertKey(system, ANY, ANY)).distinct().toList();
    }

    static String literal(String part) {
        return part.equals(ANY) ? "%2A" : part.replace("%", "%25").replace("/", "%2F");
    }
}
