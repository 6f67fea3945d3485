package dev.nightcall.tables;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Write;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which messages of their senders count already, in the table {@code nightcall-ledger}: for a day. A note is written in one
 * transaction with what is decided about the first alert that was made of a message. That alert, delivered again, finds its own
 * note and is taken as before; another one that was made of the same message, sent once more, finds that of the first.
 */
public final class Counted {

    private static final Duration SPAN = Duration.ofDays(1);

    private final Table table;

    public Counted(Table table) {
        this.table = table;
    }

    /**
     * Once it is read.
     *
     * @param by   the alert that was made of the same message, the first of its day; null when there is none
     * @param note the write that says that this one was; it fails when another one is by then
     */
    public record Note(String by, Optional<Write> note) {

        private static final Note NONE = new Note(null, Optional.empty());

        /** Whether it was another alert. */
        public boolean isOther(Alert alert) {
            return by != null && !by.equals(alert.id());
        }
    }

    public Supplier<Note> of(Alert alert, Reads reads) {
        if (alert.message().isEmpty()) {
            return () -> Note.NONE;
        }
        Supplier<Optional<Item>> found = reads.get(table, key(alert));
        return () -> note(alert, found.get());
    }

    private Note note(Alert alert, Optional<Item> found) {
        if (found.isPresent() && isSameDay(found.get().time("receivedAt"), alert.receivedAt())) {
            return new Note(found.get().text("by"), Optional.empty());
        }
        Write write = table.put(key(alert).with("by", alert.id()).with("receivedAt", alert.receivedAt())
                .with("until", alert.receivedAt().plus(SPAN).getEpochSecond()));
        return new Note(null, Optional.of(found.isEmpty() ? write.whenAbsent("by")
                : write.whenEquals("by", found.get().text("by"))));
    }

    private static boolean isSameDay(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SPAN) <= 0;
    }

    private static Item key(Alert alert) {
        return Item.of("slot", "message/" + alert.message().orElseThrow()).with("entry", "counted");
    }
}
