package dev.nightcall.settling;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Withdrawal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of many incidents that are over or taken, one message asks for a look at who is still called about them. Those for which nobody
 * was ever asked but the engineer whose call has ended need none, as long as that line is free: who asks for one now finds them
 * taken.
 */
final class Withdrawals {

    private Withdrawals() {
    }

    /**
     * The others as they were, and that one after them.
     *
     * @param line      of the engineer, as it is after the call
     * @param incidents that the call was about, as they are after it
     */
    static List<Outgoing> together(List<Outgoing> outgoing, Line line, List<Incident> incidents) {
        Set<String> alone = incidents.stream()
                .filter(incident -> line.isFree() && incident.hasAskedOnly(line.engineer()))
                .map(Incident::id).collect(Collectors.toSet());
        List<Outgoing> together = new ArrayList<>(outgoing.stream().filter(one -> !(one instanceof Withdrawal)).toList());
        List<String> withdrawn = outgoing.stream().filter(Withdrawal.class::isInstance).map(Withdrawal.class::cast)
                .flatMap(withdrawal -> withdrawal.incidents().stream()).filter(id -> !alone.contains(id))
                .distinct().sorted().toList();
        if (!withdrawn.isEmpty()) {
            together.add(new Withdrawal(withdrawn));
        }
        return together;
    }
}
