package dev.nightcall.outage;

import java.time.Duration;
import java.time.Instant;

/**
 * What the dials of the fleet have shown lately: a value, and how it changes with the answer to the next one.
 *
 * @param lost          how many answers were lost since the last one that came
 * @param busySince     since when Connect dials for nobody, though nothing is refused; null when it dialled last
 * @param busyAt        when it last did not
 * @param suspect       an ambiguous refusal; null when there was none since somebody was phoned
 * @param suspectNumber of whom, in E.164
 * @param outage        the latest, which may be over; null when there was none
 * @param told          whether the channels have been told of that, or of its end
 */
public record DialState(int lost, Instant busySince, Instant busyAt, String suspect, String suspectNumber, PhoneOutage outage,
                        boolean told) {

    /** Nothing has happened. */
    public static final DialState WELL = new DialState(0, null, null, null, null, null, true);

    /** So many lost answers one after the other are no accident. */
    private static final int MOST_LOST = 3;
    /** Tries that are further apart than this say nothing of the time between them. */
    private static final Duration APART = Duration.ofSeconds(30);

    /**
     * How patient Nightcall is.
     *
     * @param busy         for how long Connect may dial for nobody, while no call is in flight, until this counts as an outage
     * @param firstPause   from one try to the next; doubled each time
     * @param longestPause to which it grows
     */
    public record Limits(Duration busy, Duration firstPause, Duration longestPause) {

        Duration pause(int tries) {
            Duration pause = firstPause.multipliedBy(1L << Math.min(tries, 16));
            return pause.compareTo(longestPause) > 0 ? longestPause : pause;
        }
    }

    /** Whether nobody is to be dialled for now, or only by whoever tries. */
    public boolean isHeld() {
        return outage != null && outage.isOn();
    }

    /** Connect has begun a contact. */
    public DialState dialled(Instant now) {
        if (!isHeld()) {
            return new DialState(0, null, null, null, null, outage, told);
        }
        return new DialState(0, null, null, null, null,
                new PhoneOutage(outage.since(), now, outage.reason(), outage.setting(), outage.tries(), outage.nextTry()), false);
    }

    /** Connect has refused what is about one call only: it answers, but that says nothing of the settings. */
    public DialState answered() {
        return new DialState(0, null, null, suspect, suspectNumber, outage, told);
    }

    /** Connect refuses everybody. */
    public DialState refused(String reason, String setting, Instant now, Limits limits) {
        return new DialState(0, null, null, null, null, isHeld()
                ? new PhoneOutage(outage.since(), null, reason, setting, outage.tries(), outage.nextTry())
                : begun(reason, setting, now, limits), isHeld() && told);
    }

    /** Connect refuses, and it may be because of the number. The same refusal of another number is of everybody. */
    public DialState refusedPerhaps(String reason, String number, Instant now, Limits limits) {
        if (isHeld() || reason.equals(suspect) && !number.equals(suspectNumber)) {
            return refused(reason + PhoneOutage.OF_NUMBERS, null, now, limits);
        }
        return new DialState(0, null, null, reason, number, outage, told);
    }

    /** Connect has not answered. */
    public DialState lost(String reason, Instant now, Limits limits) {
        DialState counted = new DialState(lost + 1, null, null, suspect, suspectNumber, outage, told);
        return isHeld() || counted.lost < MOST_LOST ? counted
                : counted.refused(MOST_LOST + " answers running were lost, the last: " + reason, null, now, limits);
    }

    /**
     * Connect has not dialled, and says that it may later, or was not reached.
     *
     * @param inFlight whether a call is in flight, so that others have to wait for its end
     */
    public DialState busy(String reason, boolean inFlight, Instant now, Limits limits) {
        Instant since = busySince == null || busyAt.plus(APART).isBefore(now) || inFlight ? now : busySince;
        DialState busy = new DialState(lost, since, now, suspect, suspectNumber, outage, told);
        return isHeld() || since.plus(limits.busy()).isAfter(now) ? busy
                : busy.refused(reason + " for " + limits.busy().toSeconds() + " s, and no call is in flight", null, now, limits);
    }

    /** Whether it is time to try whether somebody can be phoned again. */
    boolean isToBeTried(Instant now) {
        return isHeld() && !outage.nextTry().isAfter(now);
    }

    /** One call tries: until it has, or its time is over, no other one does. */
    DialState trying(Instant now, Limits limits) {
        int tries = outage.tries() + 1;
        return new DialState(lost, busySince, busyAt, suspect, suspectNumber, new PhoneOutage(outage.since(), null,
                outage.reason(), outage.setting(), tries, now.plus(limits.pause(tries))), told);
    }

    /** The channels have been told. */
    DialState withAllTold() {
        return new DialState(lost, busySince, busyAt, suspect, suspectNumber, outage, true);
    }

    private static PhoneOutage begun(String reason, String setting, Instant now, Limits limits) {
        return new PhoneOutage(now, null, reason, setting, 0, now.plus(limits.pause(0)));
    }
}
