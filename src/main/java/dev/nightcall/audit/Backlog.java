package dev.nightcall.audit;

import dev.nightcall.alert.Alert;
import dev.nightcall.ledger.Entry;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.queue.DeadLetters;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.queue.Unhandleable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where an alert may be that was not handled: in its queue, or among the dead letters. */
public final class Backlog {

    /** In which alerts wait: those that fire, and those that are over. */
    private static final List<String> QUEUES = List.of("alerts", "recoveries");
    private static final int LOOKED_AT = 1000;

    private final QueueSizes sizes;
    private final DeadLetters deadLetters;
    private final Messages messages;

    public Backlog(QueueSizes sizes, DeadLetters deadLetters, Messages messages) {
        this.sizes = sizes;
        this.deadLetters = deadLetters;
        this.messages = messages;
    }

    /** Which statement of which alert: one that is raised again has the same id. */
    private record Statement(String id, Instant receivedAt) {
    }

    /** @param unseen dead letters that were not looked at: hidden by somebody else's look, or too many */
    record Dead(Set<Statement> alerts, long unseen) {

        boolean has(Entry entry) {
            return alerts.contains(new Statement(entry.id(), entry.receivedAt()));
        }
    }

    /** About how many alerts are in their queues, waiting or being handled. */
    long queued() {
        return QUEUES.stream().mapToLong(sizes::of).sum();
    }

    Dead dead() {
        long all = sizes.of("dead-letters");
        List<DeadLetter> some = deadLetters.some(LOOKED_AT);
        Set<Statement> alerts = new HashSet<>();
        some.stream().filter(letter -> QUEUES.contains(letter.origin())).flatMap(letter -> alert(letter).stream())
                .forEach(alert -> alerts.add(new Statement(alert.id(), alert.receivedAt())));
        return new Dead(alerts, Math.max(0, all - some.size()));
    }

    /** One that cannot be read was not written by us, and is in no ledger. */
    private Optional<Alert> alert(DeadLetter letter) {
        try {
            return Optional.of(messages.read(letter.body(), Alert.class));
        } catch (Unhandleable e) {
            return Optional.empty();
        }
    }
}
