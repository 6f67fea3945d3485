package dev.nightcall.sending;

import java.time.Instant;

/** The message that has a line dialled is sent. @param page, began where and since when something waited for it */
public record DialSent(String engineer, long page, Instant began) implements Outgoing {

    @Override
    public <T> T match(Cases<T> cases) {
        return cases.dialSent(this);
    }
}
