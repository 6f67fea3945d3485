package dev.nightcall.outage;

import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What the dials of the fleet have shown lately: a value, and how it changes with the answer to the next one.
 *
 * @param lost          how many answers were lost since the last one that came
 * @param busySince     since when Connect dials for nobody, though nothing is refused; null when it dialled last
 * @param busyAt        when it last did not
 * @param suspect       an ambiguous refusal; null when there was none since somebody was phoned
 * @param suspectNumber of whom, in E.164
 * @param outage        the latest, which may be over; null when there was none
 * @param sure          whether that was of everybody, and not of one Nightcall whose own token or clock is wrong
 * @param told          whether the channels have been told of that, or of its end; nothing is told before it is sure
 */
public record DialState(int lost, Instant busySince, Instant busyAt, String suspect, String suspectNumber, PhoneOutage outage,
                        boolean sure, boolean told) {

    /** Nothing has happened. */
    public static final DialState WELL = new DialState(0, null, null, null, null, null, false, true);

    /** So many lost answers one after the other are no accident. */
    private static final int MOST_LOST = 3;
    /** After so many tries, each by whatever Nightcall comes first, a refusal is not of one of them. */
    private static final int SURE = 2;
    /** Tries that are further apart than this say nothing of the time between them. */
    private static final Duration APART = Duration.ofSeconds(30);

    /**
     * How patient Nightcall is.
     *
     * @param busy         for how long Connect may dial for nobody, while no call is in flight, until this counts as an outage
     * @param firstPause   from one try to the next; doubled each time
     * @param longestPause to which it grows
     * @param clocks       by how much those of two Nightcalls may differ
     */
    public record Limits(Duration busy, Duration firstPause, Duration longestPause, Duration clocks) {

        Duration pause(int tries) {
            Duration pause = firstPause.multipliedBy(1L << Math.min(tries, 16));
            return pause.compareTo(longestPause) > 0 ? longestPause : pause;
        }
    }

    /** Whether nobody is to be dialled for now, or only by whoever tries. */
    public boolean isHeld() {
        return outage != null && outage.isOn();
    }

    /** Whether it is so for everybody, as far as can be known. */
    public boolean isOut() {
        return isHeld() && sure;
    }

    /** Connect has begun a contact. */
    public DialState dialled(Instant now) {
        return isHeld() ? over(now) : noted(0, null, null, null, null);
    }

    /** What Connect says, without being asked to dial, shows that it is mended. While calls try, only they tell. */
    public DialState shown(Set<Proof> shown, Instant now) {
        return isUntried(now) && shown.contains(outage.proof()) ? over(now) : this;
    }

    /** Whether it lasts, but no call is left to try whether it still does, and something else could show it. */
    boolean isUntried(Instant now) {
        return isHeld() && outage.proof() != Proof.CONTACT && !outage.isSeenToLast(now);
    }

    private DialState over(Instant now) {
        return new DialState(0, null, null, null, null, outage.over(now), sure, !sure);
    }

    /** Connect has refused what is about one call only: it answers, but that says nothing of the settings. */
    public DialState answered() {
        return noted(0, null, null, suspect, suspectNumber);
    }

    /** Connect refuses everybody, or those who ask like this Nightcall: only tries, which others make as well, tell which. */
    public DialState refused(String reason, String setting, Proof proof, Instant now, Limits limits) {
        // Whoever has not yet heard that it was over would never hear that.
        return isHeld() ? refusedAgain(reason, setting, proof) : begun(reason, setting, proof, !told, now, limits);
    }

    /** Connect refuses, and it may be because of the number. The same refusal of another number is of everybody. */
    public DialState refusedPerhaps(String reason, String number, Instant now, Limits limits) {
        String ofNumbers = reason + PhoneOutage.OF_NUMBERS;
        if (isHeld()) {
            return refusedAgain(ofNumbers, null, Proof.CONTACT);
        }
        return reason.equals(suspect) && !number.equals(suspectNumber)
                ? begun(ofNumbers, null, Proof.CONTACT, true, now, limits) : noted(0, null, null, reason, number);
    }

    /** Connect has not answered. */
    public DialState lost(String reason, Instant now, Limits limits) {
        DialState counted = noted(lost + 1, null, null, suspect, suspectNumber);
        if (isHeld()) {
            return counted.stillOut();
        }
        return counted.lost < MOST_LOST ? counted : begun(MOST_LOST + " answers running were lost, the last: " + reason, null,
                Proof.ANSWER, true, now, limits);
    }

    /**
     * Connect has not dialled, and says that it may later, or was not reached.
     *
     * @param inFlight whether a call is in flight, so that others have to wait for its end
     */
    public DialState busy(String reason, Proof proof, boolean inFlight, Instant now, Limits limits) {
        Instant since = busySince == null || busyAt.plus(APART).isBefore(now) || inFlight ? now : busySince;
        DialState busy = noted(lost, since, now, suspect, suspectNumber);
        if (isHeld()) {
            return busy.stillOut();
        }
        return since.plus(limits.busy()).isAfter(now) ? busy : begun(reason + " for " + limits.busy().toSeconds()
                + " s, and no call is in flight", null, proof, true, now, limits);
    }

    /** Whether it is time to try whether somebody can be phoned again. */
    boolean isToBeTried(Instant now) {
        return isHeld() && !outage.nextTry().isAfter(now);
    }

    /** One call tries: until it has, or its time is over, no other one does. */
    DialState trying(Instant now, Limits limits) {
        return new DialState(lost, busySince, busyAt, suspect, suspectNumber,
                outage.tried(now.plus(limits.pause(outage.tries() + 1))), sure, told);
    }

    /** The channels have been told. */
    DialState withAllTold() {
        return new DialState(lost, busySince, busyAt, suspect, suspectNumber, outage, sure, true);
    }

    private DialState noted(int lost, Instant busySince, Instant busyAt, String suspect, String suspectNumber) {
        return new DialState(lost, busySince, busyAt, suspect, suspectNumber, outage, sure, told);
    }

    private DialState refusedAgain(String reason, String setting, Proof proof) {
        return new DialState(0, null, null, null, null, outage.refused(reason, setting, proof), sure, told).stillOut();
    }

    /** A try has failed. */
    private DialState stillOut() {
        return sure || outage.tries() < SURE ? this
                : new DialState(lost, busySince, busyAt, suspect, suspectNumber, outage, true, false);
    }

    private static DialState begun(String reason, String setting, Proof proof, boolean sure, Instant now, Limits limits) {
        return new DialState(0, null, null, null, null,
                new PhoneOutage(now, null, reason, setting, proof, 0, now.plus(limits.pause(0))), sure, !sure);
    }
}
