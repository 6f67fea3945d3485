package dev.nightcall.sending;

import java.util.List;

/** These incidents are over or taken: who is still called about nothing else is called no longer. */
public record Withdrawal(List<String> incidents) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.withdrawal(this);
    }
}
