package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which nobody can be phoned.
 *
 * @param since   its begin, by which it is known
 * @param ended   when somebody could be phoned again; null while it lasts
 * @param reason  why, as {@code 403 ExpiredTokenException}
 * @param setting what people have to mend; null when that is not known
 * @param proof   what shows that it is mended, other than a contact
 * @param tries   how often it was tried since
 * @param nextTry from when on it may be tried again, by one call of the whole fleet
 */
public record PhoneOutage(Instant since, Instant ended, String reason, String setting, Proof proof, int tries,
                          Instant nextTry) {

    /** After the next try was due for so long nothing waits for a telephone, or nothing would be tried any more. */
    private static final Duration UNTRIED = Duration.ofMinutes(2);

    /** How the reason ends when one and the same refusal was of several numbers. */
    public static final String OF_NUMBERS = " for different numbers";

    /** Whether perhaps only those who were tried cannot be phoned, so that somebody else may be. */
    public boolean mayBeOfNumbers() {
        return reason.endsWith(OF_NUMBERS);
    }

    public boolean isOn() {
        return ended == null;
    }

    /** Whether it lasts and is seen to last: when nobody has tried for long, nobody knows. */
    public boolean isSeenToLast(Instant now) {
        return isOn() && nextTry.plus(UNTRIED).isAfter(now);
    }

    /**
     * Whether it is why something that waits for a telephone is late: it is seen to last, or is over for less than the time
     * that those who wait have for it then. The night holds what this excuses, and the audit does not call it overdue.
     */
    public boolean excuses(Instant now, Duration time) {
        return isSeenToLast(now) || excusesUntil(time).filter(until -> until.isAfter(now)).isPresent();
    }

    /** Until when that is so; empty while it lasts. */
    Optional<Instant> excusesUntil(Duration time) {
        return isOn() ? Optional.empty() : Optional.of(ended.plus(time));
    }

    /** The same, but the next try is not due before that. */
    public PhoneOutage triedFrom(Instant earliest) {
        return nextTry.isAfter(earliest) ? this : new PhoneOutage(since, ended, reason, setting, proof, tries, earliest);
    }

    /** In one sentence for people. */
    public String text() {
        return "nobody can be phoned since " + since + ": " + why();
    }

    /** The same, and whether that is still known. */
    public String text(Instant now) {
        return text() + (isSeenToLast(now) ? "" : "; no call is left to try with, so the next one tells whether it is mended");
    }

    /** The same with what was refused last. */
    public PhoneOutage refused(String lastReason, String lastSetting, Proof lastProof) {
        return new PhoneOutage(since, ended, lastReason, lastSetting, lastProof, tries, nextTry);
    }

    public PhoneOutage tried(Instant next) {
        return new PhoneOutage(since, ended, reason, setting, proof, tries + 1, next);
    }

    public PhoneOutage over(Instant at) {
        return new PhoneOutage(since, at, reason, setting, proof, tries, nextTry);
    }

    /** The reason, and what is to be mended. */
    public String why() {
        return reason + (setting == null ? "" : "; to be mended: " + setting);
    }
}
