package dev.nightcall.simulator;

/** What goes wrong in a simulated night. */
enum Fault {
    /** A process is gone, before a request or right after it, or between two messages that it sends. */
    CRASH,
    /** A request is not done: 503. */
    REFUSED,
    /** A request is done, and the answer is lost. */
    LOST,
    /** Another process does something between two requests of one. */
    OVERTAKEN,
    /** A message comes once more though it was handled. */
    REPEATED,
    /** A monitor's mail comes late, or is sent once more: only in nights that have mails. */
    LATE,
    /** A message is not shown though it is due: in nights with telephones, as all that follow. */
    HIDDEN,
    /** A process sleeps between two requests: for a moment, or for longer than every lease. */
    SLEEP,
    /** The clocks of processes differ. */
    SKEW,
    /** One of three clocks is wrong by ten minutes. */
    WRONG_CLOCK,
    /** Amazon Connect asks for fewer requests, fails before or after the effect, or its answer is lost. */
    CONNECT,
    /** Amazon Connect refuses everybody for some minutes. */
    OUTAGE,
    /** Contact records come late, twice, in the wrong order or never. */
    RECORDS,
    /** What a look shows of a contact is behind. */
    BEHIND
}
