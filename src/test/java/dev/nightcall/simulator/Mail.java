package dev.nightcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A queue as SQS is one: in any order, and again until it is deleted. */
final class Mail<T> {

    private final Dice dice;
    private final boolean hides;
    private final List<Message<T>> messages = new ArrayList<>();
    private final Set<Message<T>> hidden = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param due nothing before that */
    record Message<T>(T body, Instant due) {
    }

    /** @param hides whether what one has received is not shown to another until that one is done with it */
    Mail(Dice dice, boolean hides) {
        this.dice = dice;
        this.hides = hides;
    }

    void send(T body, Instant due) {
        messages.add(new Message<>(body, due));
    }

    /** Some of those that are due. */
    List<Message<T>> receive(int most, Instant now) {
        List<Message<T>> due = new ArrayList<>(messages.stream()
                .filter(message -> !message.due().isAfter(now) && !hidden.contains(message)).toList());
        List<Message<T>> received = new ArrayList<>();
        while (!due.isEmpty() && received.size() < most) {
            received.add(due.remove(dice.below(due.size())));
        }
        if (hides) {
            hidden.addAll(received);
        }
        return received;
    }

    /** Whoever has received these is done with them: what is not deleted is shown again. */
    void done(List<Message<T>> received) {
        received.forEach(hidden::remove);
    }

    void delete(Message<T> message) {
        if (!dice.happens(Fault.REPEATED, 15)) {
            int first = indexOfThis(message);
            if (first >= 0) {
                messages.remove(first);
            }
        }
    }

    private int indexOfThis(Message<T> message) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) == message) {
                return i;
            }
        }
        return -1;
    }

    /** When there will be something to receive. */
    Optional<Instant> next() {
        return messages.stream().map(Message::due).min(Comparator.naturalOrder());
    }

    List<Message<T>> all() {
        return List.copyOf(messages);
    }
}
