package dev.nightcall.oncall;

import java.util.Set;

/**
 * A recipient that is told of what happens to an incident, whatever its steps.
 *
 * @param recipient a Camel endpoint URI, but not {@code call:}
 * @param on        of what it is told
 */
public record Channel(String recipient, Set<Occasion> on) {

    public Channel {
        on = on == null ? Occasion.OF_INCIDENTS : Set.copyOf(on);
    }
}
