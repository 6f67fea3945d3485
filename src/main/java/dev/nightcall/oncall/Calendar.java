package dev.nightcall.oncall;

import java.time.Instant;

/** Times that belong together, such as office hours. */
public interface Calendar {

    /** Whether a moment is one of them. */
    boolean contains(Instant at);

    /** The first moment after {@code after} at which {@link #contains} may change; {@link Instant#MAX} when there is none. */
    Instant nextChange(Instant after);
}
