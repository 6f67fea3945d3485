package dev.nightcall.mail.smtp;

import java.net.InetAddress;

/** One connection: who is at its other end, and what is known of them. */
final class Conversation {

    private static final int WRONG_PASSWORDS = 3;

    private final PatientSocket socket;
    private final InetAddress peer;
    private final boolean trusted;
    private boolean authenticated;
    private int wrongPasswords;

    Conversation(PatientSocket socket, boolean trusted) {
        this.socket = socket;
        this.peer = socket.getInetAddress();
        this.trusted = trusted;
    }

    PatientSocket socket() {
        return socket;
    }

    InetAddress peer() {
        return peer;
    }

    /** Whether mail is taken from there. */
    boolean maySend() {
        return trusted || authenticated;
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    void authenticated() {
        authenticated = true;
    }

    /** @return whether there have been too many */
    boolean wrongPassword() {
        wrongPasswords++;
        return wrongPasswords >= WRONG_PASSWORDS;
    }
}
