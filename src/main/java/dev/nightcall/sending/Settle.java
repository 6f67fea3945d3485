package dev.nightcall.sending;

import dev.nightcall.core.Finding;

/** How a call ended was found out: it is to be settled. */
public record Settle(Finding finding) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.settle(this);
    }
}
