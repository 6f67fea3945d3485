package dev.nightcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A queue as SQS is one: in any order, and again until it is deleted. */
final class Mail<T> {

    private final Dice dice;
    private final List<Message<T>> messages = new ArrayList<>();

    /** @param due nothing before that */
    record Message<T>(T body, Instant due) {
    }

    Mail(Dice dice) {
        this.dice = dice;
    }

    void send(T body, Instant due) {
        messages.add(new Message<>(body, due));
    }

    /** Some of those that are due. */
    List<Message<T>> receive(int most, Instant now) {
        List<Message<T>> due = new ArrayList<>(messages.stream().filter(message -> !message.due().isAfter(now)).toList());
        List<Message<T>> received = new ArrayList<>();
        while (!due.isEmpty() && received.size() < most) {
            received.add(due.remove(dice.below(due.size())));
        }
        return received;
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

    List<Message<T>> all() {
        return List.copyOf(messages);
    }
}
