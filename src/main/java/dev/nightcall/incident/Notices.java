package dev.nightcall.incident;

import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Newest;
import dev.nightcall.core.Position;
import dev.nightcall.core.Status;
import dev.nightcall.oncall.Channel;
import dev.nightcall.oncall.Occasion;
import dev.nightcall.oncall.Policy;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Telling;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is to be told of what has happened to an incident: a message for each channel, to be sent after the state is written
 * and after everything that makes a telephone ring. A repeat sends the same messages again; each is told once.
 */
public final class Notices {

    private Notices() {
    }

    public static List<Outgoing> opened(Incident incident) {
        return tell(incident, toldOpened(incident.policy()).stream(), Occasion.OPENED, 0, incident.openedAt(), null, null);
    }

    /**
     * Where it stands now, told once for all attempts of a step.
     *
     * @param recipients of the step itself; those of them that are channels are told as well
     */
    public static List<Outgoing> reached(Incident incident, List<String> recipients) {
        Position position = incident.at(incident.position());
        return tell(incident, told(incident.policy(), position, recipients, Course.isResting(incident)).stream(),
                occasion(incident.policy(), position), position.number(), incident.movedAt(), null, null);
    }

    /**
     * Who is told when a position is reached.
     *
     * @param recipients of the step itself
     * @param rests      whether nobody is phoned there: then those are the channels of all steps, at whichever attempt it came to
     *                   rest
     */
    public static List<String> told(Policy policy, Position position, List<String> recipients, boolean rests) {
        if (position.step() == 0 || position.attempt() > 1 && !rests) {
            return List.of();
        }
        return Stream.concat(recipients.stream().filter(recipient -> !Recipients.isCall(recipient)),
                channels(policy, occasion(policy, position))).distinct().toList();
    }

    /** Who is told that an incident with this policy is opened. */
    public static List<String> toldOpened(Policy policy) {
        return channels(policy, Occasion.OPENED).distinct().toList();
    }

    private static Occasion occasion(Policy policy, Position position) {
        return position.isFallback(policy) ? Occasion.EXHAUSTED : Occasion.ESCALATED;
    }

    /** Renewing an acknowledgement is none. */
    public static List<Outgoing> acknowledged(Incident incident) {
        Instant at = incident.acknowledgedUntil().minus(incident.policy().ackTimeout());
        return tell(incident, channels(incident, Occasion.ACKNOWLEDGED), Occasion.ACKNOWLEDGED, incident.position(), at,
                incident.acknowledgedBy(), incident.acknowledgedUntil());
    }

    /**
     * There is something new in what somebody has, or had until then.
     *
     * @param number of all that is told so, another one each time
     */
    static List<Outgoing> joined(Incident incident, long number, Instant at, Newest newest) {
        String holder = incident.acknowledgedBy() == null ? incident.news().holder() : incident.acknowledgedBy();
        return channels(incident, Occasion.JOINED).distinct().<Outgoing>map(recipient -> new Telling(incident.id(),
                Occasion.JOINED, number, recipient, at, holder, incident.acknowledgedUntil(), null, newest)).toList();
    }

    /** Somebody wanted it on the telephone, too late. @param incident as it was then */
    public static List<Outgoing> tooLate(Incident incident, String engineer, Instant at) {
        boolean taken = incident.status() == Status.ACKNOWLEDGED;
        String by = taken ? incident.acknowledgedBy() : incident.isSuppressed() ? incident.suppressedBy() : incident.resolvedBy();
        Instant until = taken ? incident.acknowledgedUntil() : null;
        return channels(incident, Occasion.ACKNOWLEDGED).distinct().map(recipient -> telling(incident, Occasion.ACKNOWLEDGED,
                incident.position(), recipient, at, by, until, engineer)).toList();
    }

    /**
     * @param acknowledged as it was before; a repeat that finds it open again cannot say any more who had it
     * @param next         the position at which the rounds start over
     */
    public static List<Outgoing> leaseEnded(Incident acknowledged, long next, Instant now) {
        String by = acknowledged.acknowledgedBy() == null ? "" : acknowledged.acknowledgedBy();
        return tell(acknowledged, channels(acknowledged, Occasion.ESCALATED), Occasion.ESCALATED, next, now, by, null);
    }

    public static List<Outgoing> resolved(Incident incident) {
        return tell(incident, channels(incident, Occasion.RESOLVED), Occasion.RESOLVED, incident.reopened(),
                incident.resolvedAt(), incident.resolvedBy(), null);
    }

    /** To be told to those who want to know that it is over: for now, nobody is called about it. */
    static List<Outgoing> suppressed(Incident incident) {
        return tell(incident, channels(incident, Occasion.RESOLVED), Occasion.RESOLVED, incident.position(), incident.movedAt(),
                incident.suppressedBy(), incident.suppressedUntil());
    }

    /** It was suppressed or over, and is open again; somebody may have it still. */
    static List<Outgoing> reopened(Incident incident) {
        return tell(incident, toldOpened(incident.policy()).stream(), Occasion.OPENED, incident.reopened(), incident.movedAt(),
                incident.acknowledgedBy(), incident.acknowledgedUntil());
    }

    private static Stream<String> channels(Incident incident, Occasion occasion) {
        return channels(incident.policy(), occasion);
    }

    private static Stream<String> channels(Policy policy, Occasion occasion) {
        return policy.channels().stream().filter(channel -> channel.on().contains(occasion)).map(Channel::recipient);
    }

    private static List<Outgoing> tell(Incident incident, Stream<String> recipients, Occasion occasion, long position,
                                       Instant at, String by, Instant until) {
        return recipients.distinct().map(recipient -> telling(incident, occasion, position, recipient, at, by, until, null))
                .toList();
    }

    private static Outgoing telling(Incident incident, Occasion occasion, long position, String recipient, Instant at, String by,
                                    Instant until, String tooLate) {
        return new Telling(incident.id(), occasion, position, recipient, at, by, until, tooLate, null);
    }
}
