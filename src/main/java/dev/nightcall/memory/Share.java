package dev.nightcall.memory;

/**
 * What one message takes up. It is taken in pieces, each before what needs it is made, and given back at once. Used by one
 * thread at a time.
 */
public final class Share implements AutoCloseable {

    /** Taken in no smaller pieces: most messages need no more, and all threads share the account. */
    private static final long PIECE = 16_384;

    private final Memory memory;
    private long taken;
    private long used;

    Share(Memory memory) {
        this.memory = memory;
    }

    /**
     * Something of so many bytes is about to be made.
     *
     * @throws MemoryFullException when there is no room for it
     */
    public void take(long bytes) {
        if (used + bytes > taken) {
            long more = Math.max(used + bytes - taken, PIECE);
            memory.take(more, taken);
            taken += more;
        }
        used += bytes;
    }

    /** How much of it is used. */
    public long used() {
        return used;
    }

    /** What was made since then was thrown away. @param earlier what {@link #used()} said then */
    public void backTo(long earlier) {
        used = earlier;
    }

    /** Gives all of it back; may be called more than once. */
    @Override
    public void close() {
        memory.giveBack(taken);
        taken = 0;
        used = 0;
    }
}
