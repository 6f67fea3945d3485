package dev.nightcall.sending;

import dev.nightcall.core.PhoneOutage;

/** All channels are told that nobody can be phoned, or that somebody can again. */
public record OutageTold(PhoneOutage outage) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.outageTold(this);
    }
}
