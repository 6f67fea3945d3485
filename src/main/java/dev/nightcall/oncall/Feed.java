package dev.nightcall.oncall;

import java.time.Instant;
import java.util.Optional;

/**
 * What a source said last. It is replaced from outside while others look at it: whoever asks never waits.
 *
 * @param <T> what it says
 */
public final class Feed<T> {

    private final FeedSource<T> source;
    private volatile State<T> state = new State<>(null, null, null);

    /** What is known, all of one moment. @param content null before it was read. @param problem null when there is none */
    private record State<T>(T content, Instant readAt, String problem) {
    }

    public Feed(FeedSource<T> source) {
        this.source = source;
    }

    public FeedSource<T> source() {
        return source;
    }

    /** Empty until it was read for the first time. */
    public Optional<T> content() {
        return Optional.ofNullable(state.content());
    }

    /** When the content was read that is in force. */
    public Optional<Instant> readAt() {
        return Optional.ofNullable(state.readAt());
    }

    /** Why it could not be read when that was last tried; what was read before stays. */
    public Optional<String> problem() {
        return Optional.ofNullable(state.problem());
    }

    /** It was read, and this is in force from now on. */
    public synchronized void read(T content, Instant at) {
        state = new State<>(content, at, null);
    }

    /** It was asked, and what was read before is still what it says. */
    public synchronized void unchanged() {
        state = new State<>(state.content(), state.readAt(), null);
    }

    /** It could not be read. @param why without secrets */
    public synchronized void failed(String why) {
        state = new State<>(state.content(), state.readAt(), why);
    }
}
