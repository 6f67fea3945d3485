package dev.nightcall.reading;

import dev.nightcall.memory.Memory;
import dev.nightcall.memory.Share;

import java.util.Map;
import java.util.function.Function;

/** Shows what a message would become, without raising it. */
public final class Preview {

    /** What the octets of a message become until it can be read, in bytes for each. */
    private static final int MESSAGE = 8;

    private final Sources sources;
    private final Memory memory;
    private final Map<String, Function<byte[], Message>> doors;

    /** @param doors how the octets of each door are read, where they are no webhook's */
    public Preview(Sources sources, Map<String, Function<byte[], Message>> doors, Memory memory) {
        this.sources = sources;
        this.memory = memory;
        this.doors = Map.copyOf(doors);
    }

    /** Whether there is such a door. */
    public boolean hasDoor(String door) {
        return doors.containsKey(door) || sources.hasDoor(door);
    }

    /**
     * @param door  {@code mail}, {@code trap}, or the last path segment of a webhook
     * @param query of the URL; null when there is none
     * @param raw   the mail, the datagram, the body, or a whole captured HTTP request
     */
    public Reading read(String door, String query, byte[] raw) {
        Function<byte[], Message> reader = doors.get(door);
        try (Share share = memory.open()) {
            share.take(MESSAGE * (long) raw.length);
            return sources.read(reader != null ? reader.apply(raw) : CapturedRequest.of(door, query, raw).message(share), share);
        }
    }
}
