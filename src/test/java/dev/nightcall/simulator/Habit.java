package dev.nightcall.simulator;

import dev.nightcall.core.Outcome;

import java.time.Duration;

/**
 * What happens to a telephone that rings, if nobody stops it.
 *
 * @param answers after so long; null for never
 * @param presses what is pressed; null for nothing
 * @param after   the answer it is pressed so late
 * @param ends    so long after the answer, or after it began to ring when nobody answers
 * @param reason  of the end, in Connect's word
 */
record Habit(Duration answers, Outcome presses, Duration after, Duration ends, String reason) {

    /** Nobody answers, and Connect gives up after 60 s. */
    static final Habit SLEEPS = new Habit(null, null, null, Duration.ofSeconds(60), "TELECOM_TIMEOUT");

    /** Somebody who is awake. */
    static Habit takes(Dice dice) {
        return presses(Outcome.ACKNOWLEDGED, dice);
    }

    /** Anything that a telephone may do. */
    static Habit any(Dice dice) {
        return switch (dice.below(12)) {
            case 0, 1, 2 -> presses(Outcome.ACKNOWLEDGED, dice);
            case 3 -> presses(Outcome.DECLINED, dice);
            case 4 -> presses(Outcome.SUPPRESSED, dice);
            case 5 -> new Habit(seconds(1, 20, dice), null, null, seconds(1, 10, dice), "CUSTOMER_DISCONNECT");
            case 6, 7 -> new Habit(seconds(5, 20, dice), null, null, seconds(5, 10, dice), "CONTACT_FLOW_DISCONNECT");
            case 8 -> new Habit(null, null, null, seconds(1, 3, dice), "TELECOM_BUSY");
            case 9 -> new Habit(null, null, null, seconds(1, 3, dice), "TELECOM_PROBLEM");
            default -> SLEEPS;
        };
    }

    private static Habit presses(Outcome outcome, Dice dice) {
        Duration after = seconds(2, 20, dice);
        return new Habit(seconds(1, 20, dice), outcome, after, after.plus(seconds(0, 8, dice)), "CONTACT_FLOW_DISCONNECT");
    }

    private static Duration seconds(int least, int most, Dice dice) {
        return Duration.ofMillis(1000L * least + dice.below(1000 * (most - least)));
    }
}
