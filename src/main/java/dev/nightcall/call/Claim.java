package dev.nightcall.call;


import dev.nightcall.core.Call;
import dev.nightcall.sending.Outgoing;

import java.util.List;
import java.util.Optional;

/**
 * A line that is claimed for a call, with a token of the quota.
 *
 * @param created the call, where it was written down just now
 * @param first   what to send before it is dialled
 */
record Claim(String callId, Optional<Call> created, List<Outgoing> first) {

    /** Whether it is another line than the one that was asked for. */
    boolean isOfAnother() {
        return !first.isEmpty();
    }
}
