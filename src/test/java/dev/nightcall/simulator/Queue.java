package dev.nightcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A standard queue of SQS with its times: who receives a message has it for a while, and it comes again until it is deleted. */
final class Queue<T> {

    /** {@code nightcall.sqs.visibility}. */
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private final Dice dice;
    private final List<Message<T>> messages = new ArrayList<>();
    private final String name;
    private int number;
    private int requests;

    /** One message. */
    static final class Message<T> {

        private final String id;
        private final T body;
        private Instant visible;
        private int received;

        private Message(String id, T body, Instant visible) {
            this.id = id;
            this.body = body;
            this.visible = visible;
        }

        String id() {
            return id;
        }

        T body() {
            return body;
        }

        /** How often it has been received, this time included. */
        int received() {
            return received;
        }
    }

    Queue(String name, Dice dice) {
        this.name = name;
        this.dice = dice;
    }

    void send(T body, Instant visible) {
        requests++;
        messages.add(new Message<>(name + ++number, body, visible));
    }

    /** When there will be something to receive. */
    Optional<Instant> next() {
        return messages.stream().map(message -> message.visible).min(Comparator.naturalOrder());
    }

    /** Some of what is visible. */
    List<Message<T>> receive(int most, Instant now) {
        List<Message<T>> visible = new ArrayList<>(messages.stream().filter(message -> !message.visible.isAfter(now)).toList());
        List<Message<T>> received = new ArrayList<>();
        while (!visible.isEmpty() && received.size() < most) {
            Message<T> message = visible.remove(dice.below(visible.size()));
            if (dice.happens(Fault.HIDDEN, 40)) {
                message.visible = now.plusSeconds(1 + dice.below(20));
            } else {
                message.visible = now.plus(VISIBILITY);
                message.received++;
                received.add(message);
            }
        }
        requests++;
        return received;
    }

    /** It is handled, and comes once more all the same now and then. */
    void delete(Message<T> message, Instant now) {
        requests++;
        if (dice.happens(Fault.REPEATED, 20)) {
            message.visible = now.plusSeconds(dice.below(60));
        } else {
            messages.remove(message);
        }
    }

    /** It comes again then. */
    void postpone(Message<T> message, Instant visible) {
        requests++;
        message.visible = visible;
    }

    /** How many were made to it since this was asked last. */
    int takeRequests() {
        int counted = requests;
        requests = 0;
        return counted;
    }

    List<T> all() {
        return messages.stream().map(Message::body).toList();
    }
}
