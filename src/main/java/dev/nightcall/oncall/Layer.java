package dev.nightcall.oncall;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Participants of a schedule who take turns.
 *
 * @param name         as shown
 * @param participants one after the other, each of one engineer or of a team in its order; never empty
 * @param start        local time of the first hand-over; before it nobody is on duty. The others are at its time of day, in
 *                     weeks on its day of the week
 * @param end          from here on nobody is on duty; null when it does not end
 * @param when         nobody is on duty at other times, though turns go on; null when there is no restriction
 */
record Layer(String name, List<List<Engineer>> participants, Rotation rotation, ZoneId zone, LocalDateTime start, Instant end,
             Calendar when) implements ScheduleLayer {

    Layer {
        participants = List.copyOf(participants);
        if (participants.isEmpty()) {
            throw new IllegalArgumentException(name + " has no participants");
        }
    }

    /** @param who empty when nobody is on duty. @param until before this moment nothing changes */
    record Turn(List<Engineer> who, Instant until) {
    }

    @Override
    public Turn at(Instant at) {
        Instant begin = rotation.handOver(start, zone, 0);
        if (at.isBefore(begin)) {
            return new Turn(List.of(), begin);
        }
        if (end != null && !at.isBefore(end)) {
            return new Turn(List.of(), Instant.MAX);
        }
        Instant until = end == null ? Instant.MAX : end;
        if (when != null) {
            until = earlier(until, earlier(when.nextChange(at), at.plus(ASKED_AGAIN)));
            if (!when.contains(at)) {
                return new Turn(List.of(), until);
            }
        }
        if (participants.size() == 1) {
            return new Turn(participants.get(0), until);
        }
        long n = rotation.turn(start, zone, at);
        return new Turn(participants.get((int) (n % participants.size())),
                earlier(until, rotation.handOver(start, zone, n + 1)));
    }

    @Override
    public boolean mayName(Engineer engineer) {
        return participants.stream().anyMatch(turn -> turn.contains(engineer));
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
