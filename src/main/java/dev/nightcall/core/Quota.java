package dev.nightcall.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Amazon Connect allows the whole fleet: a rate of dialling, and how many calls may run at a time.
 *
 * @param bucket of tokens, one for each dial
 * @param calls  Connect's quota of concurrent calls per instance
 */
public record Quota(Bucket bucket, int calls) {

    /** Calls end every few seconds when all are in use. */
    private static final Duration ROOM_PAUSE = Duration.ofSeconds(2);
    private static final String TOO_FAST = "Connect's quota of calls begun per second is in use";

    /**
     * What is in use.
     *
     * @param full  when the bucket is full again; null when it always was
     * @param calls until when each has its room: what a lost Nightcall has taken comes back
     */
    public record Use(Instant full, Map<String, Instant> calls) {

        public static final Use NONE = new Use(null, Map.of());

        public Use {
            calls = Map.copyOf(calls);
        }

        /** The calls that have room now: claimed, dialled or running. */
        public List<String> running(Instant now) {
            return calls.entrySet().stream().filter(call -> call.getValue().isAfter(now)).map(Map.Entry::getKey).toList();
        }

        /** The others, of which nobody has said that they are over. */
        public List<String> expired(Instant now) {
            return calls.entrySet().stream().filter(call -> !call.getValue().isAfter(now)).map(Map.Entry::getKey).toList();
        }

        /** The same when a call is over. */
        public Use released(String call) {
            Map<String, Instant> left = new HashMap<>(calls);
            left.remove(call);
            return new Use(full, left);
        }
    }

    /** What there is too little of. */
    public enum Kind { ROOM, TOKENS }

    /** Why nothing may be dialled. @param pause after which there may be some again */
    public record Shortage(Kind kind, String reason, Duration pause) {
    }

    /** Why a call may not be dialled now. Room comes before a token, which would be lost. @param call has its own room, if any */
    public Optional<Shortage> shortage(Use use, String call, Instant now) {
        if (use.running(now).stream().filter(running -> !running.equals(call)).count() >= calls) {
            return Optional.of(new Shortage(Kind.ROOM, "all " + calls + " calls that Connect's quota allows are in use",
                    ROOM_PAUSE));
        }
        Duration wait = bucket.until(use.full(), now, 0);
        return wait.isZero() ? Optional.empty() : Optional.of(tooFast(wait));
    }

    /** Others take every token first. @param wait until there is one */
    static Shortage tooFast(Duration wait) {
        return new Shortage(Kind.TOKENS, TOO_FAST, wait);
    }

    /** What is in use when a call has taken a token, and room until then; what has run out is left out. */
    public Use taken(Use use, String call, Instant until, Instant now) {
        Map<String, Instant> running = new HashMap<>(use.calls());
        use.expired(now).forEach(running::remove);
        running.put(call, until);
        return new Use(bucket.take(use.full(), now), running);
    }
}
