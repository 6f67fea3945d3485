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
    LATE
}
