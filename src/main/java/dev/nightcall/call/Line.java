package dev.nightcall.call;

import java.time.Instant;
import java.util.List;

/**
 * An engineer's telephone as Nightcall sees it.
 *
 * @param call    the call it is in, or null when it is free
 * @param owner   the message that claimed it for this call
 * @param until   when the claim runs out
 * @param waiting what waits for it, the longest waiting not known
 */
public record Line(String engineer, String call, String owner, Instant until, List<Request> waiting) {

    public boolean isFree() {
        return call == null;
    }
}
