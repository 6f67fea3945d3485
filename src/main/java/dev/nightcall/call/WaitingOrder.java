package dev.nightcall.call;

import dev.nightcall.core.Line;
import dev.nightcall.core.Lines;
import dev.nightcall.tables.LineTable;

import java.util.List;
import java.util.function.Supplier;

/** Who waits to be called, as it is shown to people. */
public final class WaitingOrder {

    private final LineTable lines;
    private final Supplier<Lines> rules;

    /** @param rules as they are at the moment */
    public WaitingOrder(LineTable lines, Supplier<Lines> rules) {
        this.lines = lines;
        this.rules = rules;
    }

    /** The lines for which something waits: the free ones in the order in which they are dialled, then those in a call. */
    public List<Line> waiting() {
        return rules.get().waiting(lines.all());
    }

    /** How many incidents wait for a line. */
    public long incidents(Line line) {
        return lines.pages().count(line);
    }
}
