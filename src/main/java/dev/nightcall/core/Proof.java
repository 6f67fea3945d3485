package dev.nightcall.core;

/** What can show that an outage is over without a dial, when no call is left to try with. */
public enum Proof {
    /** That Connect answers whatever it is asked: it is there, and the credentials and the clock are right. */
    ANSWER,
    /** That the instance, the contact flow and the caller ID of the settings are there, and can be used. */
    SET_UP,
    /** Nothing but a contact: a right to dial, or a quota, shows in nothing else. */
    CONTACT
}
