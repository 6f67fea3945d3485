package dev.nightcall.contactrecord;

import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Withdrawal;

import java.util.ArrayList;
import java.util.List;

/** Of many incidents that are over or taken, one message asks for a look at who is still called about them. */
final class Withdrawals {

    private Withdrawals() {
    }

    /** The others as they were, and that one after them. */
    static List<Outgoing> together(List<Outgoing> outgoing) {
        List<Outgoing> together = new ArrayList<>(outgoing.stream().filter(one -> !(one instanceof Withdrawal)).toList());
        List<String> incidents = outgoing.stream().filter(Withdrawal.class::isInstance).map(Withdrawal.class::cast)
                .flatMap(withdrawal -> withdrawal.incidents().stream()).distinct().sorted().toList();
        if (!incidents.isEmpty()) {
            together.add(new Withdrawal(incidents));
        }
        return together;
    }
}
