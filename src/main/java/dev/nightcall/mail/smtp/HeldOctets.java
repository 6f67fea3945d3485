package dev.nightcall.mail.smtp;

/** The memory that mails may take up which are being received or sent on; all connections share it. */
final class HeldOctets {

    private final long limit;
    private long held;

    HeldOctets(long limit) {
        this.limit = limit;
    }

    /** @return false, and nothing is taken, when it would be too much */
    synchronized boolean take(int octets) {
        if (held + octets > limit) {
            return false;
        }
        held += octets;
        return true;
    }

    synchronized void giveBack(int octets) {
        held -= octets;
    }

    synchronized long held() {
        return held;
    }
}
