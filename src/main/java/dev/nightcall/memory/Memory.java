package dev.nightcall.memory;

/** A part of the heap that messages may take up while they are read; all doors share it. */
public final class Memory {

    /** None may have more alone, or one would shut the door for the others. */
    private static final double LARGEST_SHARE = 0.75;

    private final long all;
    private final long largest;
    private long taken;

    /** @param bytes for all together */
    public Memory(long bytes) {
        all = bytes;
        largest = (long) (bytes * LARGEST_SHARE);
    }

    /** For what is read outside of the doors: by commands and tests. */
    public static Memory unlimited() {
        return new Memory(Long.MAX_VALUE / 2);
    }

    /** Opens an account for one message; nothing is taken yet. */
    public Share open() {
        return new Share(this);
    }

    /** Bytes that are taken now. */
    public synchronized long taken() {
        return taken;
    }

    /** @param had what this one has already */
    synchronized void take(long bytes, long had) {
        if (had + bytes > largest) {
            throw MemoryFullException.tooMuch();
        }
        if (taken + bytes > all) {
            throw MemoryFullException.forNow();
        }
        taken += bytes;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }
}
