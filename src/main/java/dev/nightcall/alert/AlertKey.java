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

    /** The key of an alert, in which a star is just a character, in the {@link Form} by which it is known. */
    public static AlertKey of(String system, String host, String service) {
        return written(Form.name(system), Form.host(host), Form.name(service));
    }

    /** The same as it was written: for people, and under which older versions filed it. */
    public static AlertKey written(String system, String host, String service) {
        return new AlertKey(literal(system), literal(host), literal(service));
    }

    /**
     * What somebody asks for, in the form by which it is known.
     *
     * @throws IllegalArgumentException when {@code written} does not have three parts, or no system
     */
    public static AlertKey parse(String written) {
        AlertKey key = stored(written);
        return new AlertKey(literal(Form.name(plain(key.system))),
                key.host.equals(ANY) ? ANY : literal(Form.host(plain(key.host))),
                key.service.equals(ANY) ? ANY : literal(Form.name(plain(key.service))));
    }

    /**
     * What was kept, as it is: older versions kept what was written.
     *
     * @throws IllegalArgumentException when {@code written} does not have three parts, or no system
     */
    @JsonCreator
    public static AlertKey stored(String written) {
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

    private static String plain(String literal) {
        return literal.replace("%2A", ANY).replace("%2F", "/").replace("%25", "%");
    }

    static String literal(String part) {
        return part.equals(ANY) ? "%2A" : part.replace("%", "%25").replace("/", "%2F");
    }
}
