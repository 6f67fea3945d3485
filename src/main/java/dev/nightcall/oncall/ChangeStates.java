package dev.nightcall.oncall;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** When Change Calendars are open and when closed, as far ahead as was asked. */
public final class ChangeStates {

    private final NavigableMap<Instant, Boolean> open = new TreeMap<>();

    /** From this moment on. */
    public record Change(Instant at, boolean open) {
    }

    /** @param changes 1 or more */
    public ChangeStates(Collection<Change> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("there is no state");
        }
        changes.forEach(change -> open.put(change.at(), change.open()));
    }

    /** The state at a moment; before what is known the first one, after it the last one. */
    public boolean isOpen(Instant at) {
        Map.Entry<Instant, Boolean> state = open.floorEntry(at);
        return (state == null ? open.firstEntry() : state).getValue();
    }

    /** When it is another one. @return {@link Instant#MAX} when that is not known */
    public Instant nextChange(Instant after) {
        boolean now = isOpen(after);
        return open.tailMap(after, false).entrySet().stream().filter(state -> state.getValue() != now).map(Map.Entry::getKey)
                .findFirst().orElse(Instant.MAX);
    }
}
