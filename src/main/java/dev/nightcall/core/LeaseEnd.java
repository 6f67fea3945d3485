package dev.nightcall.core;

/** What becomes of an incident when its acknowledgement is said to be over. */
public enum LeaseEnd {
    /** It is over: open again, and the rounds start over. */
    ENDS,
    /** It was ended before; whoever did so may not have sent what follows. */
    ENDED,
    /** It was renewed, or something else has become of the incident. */
    STANDS
}
