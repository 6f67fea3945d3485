package dev.nightcall.sending;

import dev.nightcall.core.Call;
import dev.nightcall.core.Finding;

import java.util.Optional;

/**
 * How a call ended was found out: it is to be settled.
 *
 * @param seen the call, by whoever has just read it; what it says is not believed when something is written
 */
public record Settle(Finding finding, Optional<Call> seen) implements Outgoing {

    public static Settle of(Finding finding) {
        return new Settle(finding, Optional.empty());
    }

    public static Settle of(Finding finding, Call seen) {
        return new Settle(finding, Optional.of(seen));
    }

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.settle(this);
    }
}
