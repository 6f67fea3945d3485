package dev.nightcall.core;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Sent;

import java.time.Duration;

/**
 * Which of two statements about the same thing is the newer one: that which was received later, unless their sender says
 * otherwise. Mails and messages of Amazon SNS are sent again for hours when they are not taken, and overtake each other.
 *
 * <p>A sender is believed only where both say with a zone when they were sent, and were received within
 * {@link #TOGETHER} of each other: clocks are set right, and whatever is in doubt phones. When trouble began says nothing: some
 * monitors repeat the beginning of the first time.
 */
public final class Order {

    /** How long after each other two statements may be received of which the sender says which is older. */
    public static final Duration TOGETHER = Duration.ofMinutes(15);
    /** Further ahead than this a clock is wrong: when it is set right, what it says next would be the older. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private Order() {
    }

    public static boolean isNewer(Alert one, Alert than) {
        return isBySending(one, than) ? one.sent().at().isAfter(than.sent().at())
                : one.receivedAt().isAfter(than.receivedAt());
    }

    /** Whether the sender says which of them is the older. */
    private static boolean isBySending(Alert one, Alert other) {
        return isTimed(one) && isTimed(other) && one.sent().sender().equals(other.sent().sender())
                && !one.sent().at().equals(other.sent().at())
                && Duration.between(one.receivedAt(), other.receivedAt()).abs().compareTo(TOGETHER) <= 0;
    }

    private static boolean isTimed(Alert alert) {
        Sent sent = alert.sent();
        return sent != null && sent.at() != null && !sent.sender().isEmpty()
                && !sent.at().isAfter(alert.receivedAt().plus(AHEAD));
    }

    /** Whether it is the newer one only because its sender says so: it came first. */
    public static boolean isNewerThoughItCameFirst(Alert one, Alert than) {
        return isNewer(one, than) && !one.receivedAt().isAfter(than.receivedAt());
    }

    /** Why a statement is older than another one, for people. */
    public static String reason(Alert older, Alert newer) {
        return isNewerThoughItCameFirst(newer, older)
                ? "sent " + older.sent().at() + ", before what was said of it " + newer.sent().at()
                : "received " + older.receivedAt() + ", before what was said of it " + newer.receivedAt();
    }
}
