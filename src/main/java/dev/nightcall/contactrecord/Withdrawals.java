package dev.nightcall.contactrecord;

import dev.nightcall.queue.Outgoing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Of many incidents that are over or taken, one message asks for a look at who is still called about them. */
final class Withdrawals {

    private static final String ENDPOINT = "direct:withdraw-calls";

    private Withdrawals() {
    }

    /** The others as they were, and that one after them. */
    static List<Outgoing> together(List<Outgoing> outgoing) {
        List<Outgoing> together = new ArrayList<>(outgoing.stream().filter(message -> !isWithdrawal(message)).toList());
        List<?> incidents = outgoing.stream().filter(Withdrawals::isWithdrawal).flatMap(Withdrawals::incidents).distinct()
                .sorted().toList();
        if (!incidents.isEmpty()) {
            together.add(new Outgoing(ENDPOINT, incidents));
        }
        return together;
    }

    private static boolean isWithdrawal(Outgoing message) {
        return message.endpoint().equals(ENDPOINT);
    }

    private static Stream<?> incidents(Outgoing withdrawal) {
        return ((List<?>) withdrawal.body()).stream();
    }
}
