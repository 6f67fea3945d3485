package dev.nightcall.oncall;

import java.time.Instant;
import java.util.Collection;

/** Reads what is outside of {@code oncall.yaml}, on threads of its own. */
public interface Feeds {

    /** As long as a file may be without them. */
    int MAX_SIZE = 1024 * 1024;

    /** The feed of a source, the same one as long as a plan in force has it. */
    <T> Feed<T> feed(FeedSource<T> source);

    /**
     * These are the feeds of the plan that is to be in force. Those that have not been read yet are, for a short time
     * before this returns.
     */
    void use(Collection<Feed<?>> feeds);

    /** What time it is, to which content is worked out ahead. */
    Instant now();

    /** Of a content, in bytes. */
    int maxSize();

    /** For who reads a plan and nothing else: what is on the web is never read. */
    static Feeds none() {
        return new Feeds() {
            @Override
            public <T> Feed<T> feed(FeedSource<T> source) {
                return new Feed<>(source);
            }

            @Override
            public void use(Collection<Feed<?>> feeds) {
                // None of them is read.
            }

            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public int maxSize() {
                return MAX_SIZE;
            }
        };
    }
}
