package dev.nightcall.call;


import dev.nightcall.sending.Outgoing;

import java.util.List;

/**
 * A line that is claimed for a call, with a token of the quota.
 *
 * @param first what to send before it is dialled
 */
record Claim(String callId, List<Outgoing> first) {

    /** Whether it is another line than the one that was asked for. */
    boolean isOfAnother() {
        return !first.isEmpty();
    }
}
