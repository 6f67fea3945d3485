package dev.nightcall.simulator;

/** The contract of pages, kept by the store in memory. */
class PagesInMemoryTest extends PagesContract {

    PagesInMemoryTest() {
        super(Store.MEMORY);
    }
}
