package dev.nightcall.console;

import dev.nightcall.intake.ConflictException;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.logs.Masking;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.queue.DeadLetters;

import java.util.List;
import java.util.Set;

/** {@code /api/dead-letters}: the messages that could not be handled. */
public final class DeadLettersApi {

    private static final int MOST = 100;
    private static final Set<String> ORIGINS = Set.of("alerts", "recoveries", "later", "calls", "notices", "contact-records");
    private final DeadLetters deadLetters;

    /** @param count about how many there are; SQS cannot say exactly, nor page */
    public record Listing(List<DeadLetter> deadLetters, int count) {
    }

    public DeadLettersApi(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    public Listing list(ApiRequest request) {
        List<DeadLetter> some = deadLetters.some(request.limit(MOST, MOST));
        return new Listing(some.stream().map(DeadLettersApi::masked).toList(), Math.max(some.size(), deadLetters.count()));
    }

    /** As it is shown; what is replayed is the message as it came. */
    private static DeadLetter masked(DeadLetter letter) {
        String reason = letter.reason() == null ? null : Masking.numbers(letter.reason());
        return new DeadLetter(letter.id(), letter.origin(), reason, Masking.numbers(letter.body()), letter.at());
    }

    /** What is to go back to where it came from. It stays a dead letter until it is there. */
    public DeadLetters.Found find(ApiRequest request) {
        String id = request.id();
        DeadLetters.Found found = deadLetters.find(id).orElseThrow(() -> new NoSuchThingException("dead letter " + id));
        if (!ORIGINS.contains(found.letter().origin())) {
            deadLetters.putBack(found);
            throw new ConflictException("dead letter " + id + " cannot be replayed: nobody knows where it came from");
        }
        return found;
    }

    public void delete(DeadLetters.Found found) {
        deadLetters.delete(found);
    }
}
