package dev.nightcall.sending;

import dev.nightcall.core.Outcome;

/** Everything that follows from how a call ended is sent. @param outcome the one that was followed */
public record CallSettled(String call, Outcome outcome) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.callSettled(this);
    }
}
