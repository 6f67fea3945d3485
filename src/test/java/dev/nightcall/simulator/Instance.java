package dev.nightcall.simulator;

import dev.nightcall.night.Decisions;
import dev.nightcall.sending.Outgoing;

import java.util.List;

/** A Nightcall at which somebody acts. */
interface Instance {

    Decisions decisions();

    /** Does something that may fail, and comes again as long as its message is not deleted. @return whether it was done */
    boolean tries(Runnable work);

    /** One after the other. */
    void send(List<Outgoing> outgoing);
}
