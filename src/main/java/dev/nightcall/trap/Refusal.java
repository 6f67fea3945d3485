package dev.nightcall.trap;

import java.util.Locale;

/** Why a datagram is no trap for us. Those with an OID are counted by the USM and told to the sender (RFC 3414). */
public enum Refusal {
    /** No SNMP message, or none that carries a trap. */
    UNDECODABLE(null),
    /** Not one of the accepted communities. */
    COMMUNITY(null),
    /** No such v3 user. */
    USER("1.3.6.1.6.3.15.1.1.3.0"),
    /** Less or more security than the user is configured with. */
    LEVEL("1.3.6.1.6.3.15.1.1.1.0"),
    /** Wrong authentication password or protocol. */
    AUTHENTICATION("1.3.6.1.6.3.15.1.1.5.0"),
    /** Wrong privacy password or protocol. */
    DECRYPTION("1.3.6.1.6.3.15.1.1.6.0"),
    /** Older than 150 s by the authoritative engine's clock. */
    TIME_WINDOW("1.3.6.1.6.3.15.1.1.2.0"),
    /** Asks who we are, or is meant for another receiver. Usual before every first INFORM. */
    ENGINE("1.3.6.1.6.3.15.1.1.4.0"),
    /** The very datagram has been taken before. */
    REPLAY(null);

    private final String counter;

    Refusal(String counter) {
        this.counter = counter;
    }

    /** The OID of the counter that a Report names; null when nothing is reported. */
    String counter() {
        return counter;
    }

    /** As in metrics, such as {@code refused-community}. */
    public String word() {
        return switch (this) {
            case UNDECODABLE -> "undecodable";
            case TIME_WINDOW -> "not-in-time-window";
            case ENGINE -> "discovery";
            case REPLAY -> "replayed";
            default -> "refused-" + name().toLowerCase(Locale.ROOT);
        };
    }
}
