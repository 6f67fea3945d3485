package dev.nightcall.core;

import java.time.Instant;

/**
 * That an incident stays where it is because of an outage of the telephones.
 *
 * @param since  when what holds it began
 * @param over   whether somebody can be phoned again, and those who are asked here have their time
 * @param reason in the words of the timeline
 */
public record Hold(Instant since, boolean over, String reason) {

    /** The outage lasts. */
    static Hold by(PhoneOutage outage, Incident incident) {
        return new Hold(outage.since().isAfter(incident.movedAt()) ? outage.since() : incident.movedAt(), false, outage.text());
    }

    /** It is over, but only since a moment ago. */
    static Hold after(PhoneOutage outage) {
        return new Hold(outage.ended(), true, "somebody can be phoned again");
    }
}
