package dev.nightcall.simulator;

/** The contract of refusals, kept by the store in memory. */
class RefusalsInMemoryTest extends RefusalsContract {

    RefusalsInMemoryTest() {
        super(Store.MEMORY);
    }
}
