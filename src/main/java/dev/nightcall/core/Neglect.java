package dev.nightcall.core;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A line that nobody serves.
 *
 * @param mend   what mends it
 * @param since  when it should have been served
 * @param reason what is wrong
 */
public record Neglect(Mend mend, Instant since, String reason) {

    /** What mends it: it has to be freed, or needs a message. */
    public enum Mend { FREE, DIAL }

    /**
     * Whether there is a message for every line that waits: in a shortage of Connect's quota they wait long, and one more for
     * each would only make it worse.
     */
    public static boolean haveMessages(Collection<Line> lines, long messages) {
        return messages >= lines.stream().filter(line -> line.isFree() && line.isWaiting()).count();
    }

    /**
     * What is wrong with a line: it is taken by a call that is over, claimed by somebody who died, or waits without a message.
     *
     * @param call     that has it, if there is such a call
     * @param messages whether there is a message for every line that waits
     * @param longAgo  what should have been done before that, is overdue
     */
    public static Optional<Neglect> of(Line line, Optional<Call> call, boolean messages, Instant longAgo) {
        if (line.isFree()) {
            return messages || !line.isWaiting() || !line.began().isBefore(longAgo) ? Optional.empty()
                    : Optional.of(new Neglect(Mend.DIAL, line.began(), "no call to " + line.engineer() + " for what waits"));
        }
        if (call.filter(one -> !one.isSettled()).isEmpty()) {
            return Optional.of(new Neglect(Mend.FREE, line.until(), "the line is taken by call " + line.call() + ", which is "
                    + (call.isPresent() ? "settled" : "unknown")));
        }
        return !line.until().isBefore(longAgo) ? Optional.empty()
                : Optional.of(new Neglect(Mend.DIAL, line.until(), "nobody goes on with call " + line.call()));
    }
}
