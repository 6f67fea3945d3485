package dev.nightcall.escalation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code direct:} routes that there are, for whoever looks whether a recipient has one.
 *
 * @param consumed    what they begin with, written as {@code direct:name}
 * @param addressless those made from a channel's template without the address at which it is told, and where that is said
 */
public record KnownRoutes(Set<String> consumed, Map<String, String> addressless) {

    static final String DIRECT = "direct:";

    public KnownRoutes {
        consumed = Set.copyOf(consumed);
        addressless = Map.copyOf(addressless);
    }

    /** Why nobody would be told by this recipient; empty when it is no {@code direct:} one or has its route. */
    public Optional<String> problem(String recipient) {
        String name = name(recipient);
        if (isUnread(recipient)) {
            return Optional.of("no route reads " + recipient);
        }
        return Optional.ofNullable(addressless.get(name)).map(address -> recipient + " needs an address, see " + address);
    }

    boolean isUnread(String recipient) {
        return recipient.startsWith(DIRECT) && !consumed.contains(name(recipient));
    }

    /** Without options, and written as {@code direct:name} even if it was {@code direct://name}. */
    static String name(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^direct:/*", DIRECT);
    }
}
