package dev.nightcall.call;

import dev.nightcall.core.Call;
import dev.nightcall.core.Look;
import dev.nightcall.sending.Outgoing;

import java.util.List;

/**
 * A look that is due: what was read of the call, or what there is to do instead.
 *
 * @param call     null when Connect is not to be asked, as the next two
 * @param left     whether anything of the call is still open
 * @param outgoing what to send instead
 */
record Glance(Call call, Look look, Left left, List<Outgoing> outgoing) {

    static Glance done(List<Outgoing> outgoing) {
        return new Glance(null, null, null, outgoing);
    }

    boolean isDone() {
        return call == null;
    }
}
