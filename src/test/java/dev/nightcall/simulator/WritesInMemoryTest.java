package dev.nightcall.simulator;

/** The contract of writes, kept by the store in memory. */
class WritesInMemoryTest extends WritesContract {

    WritesInMemoryTest() {
        super(Store.MEMORY);
    }
}
