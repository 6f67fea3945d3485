package dev.nightcall.simulator;

import java.util.List;

/** A night that is over. */
interface Night {

    /** What is promised and does not hold. */
    List<String> broken();

    /** What happened, one thing after the other. */
    List<String> history();
}
