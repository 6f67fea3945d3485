package dev.nightcall.reading;

import java.util.Map;
import java.util.function.Function;

/** Shows what a message would become, without raising it. */
public final class Preview {

    private final Sources sources;
    private final Map<String, Function<byte[], Message>> doors;

    /** @param doors how the octets of each door are read, where they are no webhook's */
    public Preview(Sources sources, Map<String, Function<byte[], Message>> doors) {
        this.sources = sources;
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
        return sources.read(reader != null ? reader.apply(raw) : CapturedRequest.of(door, query, raw).message());
    }
}
