package dev.nightcall.mail.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** At most so many in a minute, for each address. An IPv6 sender has a whole /64, so that counts as one address. */
final class RateLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int PREFIX = 8;
    /** From this many addresses on, those whose minute is over are forgotten. */
    private static final int MANY = 1_000;

    private final int limit;
    private final Clock clock;
    private final Map<ByteBuffer, Minute> minutes = new HashMap<>();

    private record Minute(Instant start, int count) {
    }

    RateLimit(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** @return whether one more is allowed; what is not allowed does not count */
    synchronized boolean take(InetAddress address) {
        Instant now = clock.instant();
        if (minutes.size() >= MANY) {
            minutes.values().removeIf(minute -> isOver(minute, now));
        }
        ByteBuffer key = key(address);
        Minute minute = minutes.get(key);
        Minute current = minute == null || isOver(minute, now) ? new Minute(now, 0) : minute;
        if (current.count >= limit) {
            return false;
        }
        minutes.put(key, new Minute(current.start, current.count + 1));
        return true;
    }

    /** What counts as one sender. */
    static ByteBuffer key(InetAddress address) {
        byte[] octets = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX) : octets);
    }

    private static boolean isOver(Minute minute, Instant now) {
        return !now.isBefore(minute.start.plus(PERIOD)) || now.isBefore(minute.start);
    }
}
