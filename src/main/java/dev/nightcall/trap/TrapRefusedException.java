package dev.nightcall.trap;

/** A datagram that is no trap for us, and why. Never says a community or a password. */
public final class TrapRefusedException extends Exception {

    private final Refusal refusal;
    private final transient byte[] report;

    TrapRefusedException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    /** @param report what the sender is told; null for nothing */
    TrapRefusedException(Refusal refusal, String message, byte[] report) {
        super(message);
        this.refusal = refusal;
        this.report = report;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** A Report PDU for the sender; null when it is told nothing. */
    byte[] report() {
        return report;
    }

    static TrapRefusedException undecodable(String message) {
        return new TrapRefusedException(Refusal.UNDECODABLE, message);
    }
}
