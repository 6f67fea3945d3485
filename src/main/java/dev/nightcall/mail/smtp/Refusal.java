package dev.nightcall.mail.smtp;

import org.subethamail.smtp.DropConnectionException;

/** Why something was not taken, and what the sender is told (RFC 5321 section 4.2, RFC 3463). */
enum Refusal {

    NETWORK("network", 554, "5.7.1 No mail is taken from your network"),
    CONNECTIONS("connections", 421, "4.7.0 Too many connections, try again later"),
    MAIL_RATE("mail-rate", 451, "4.7.1 Too many mails in a minute, try again later"),
    COMMAND_RATE("command-rate", 421, "4.7.0 Too many commands in a minute, try again later"),
    TLS("tls", 530, "5.7.0 Must issue a STARTTLS command first"),
    ENCRYPTION("encryption", 538, "5.7.11 Encryption required, issue a STARTTLS command first"),
    AUTHENTICATION("authentication", 530, "5.7.0 Authentication required"),
    PASSWORD("password", 535, "5.7.8 Authentication credentials invalid"),
    PASSWORDS("passwords", 421, "4.7.0 Too many invalid credentials"),
    RECIPIENT("recipient", 550, "5.7.1 No mail is taken for this recipient"),
    RECIPIENTS("recipients", 452, "4.5.3 Too many recipients"),
    SIZE("size", 552, "5.3.4 Message size exceeds fixed limit"),
    MEMORY("memory", 451, "4.3.1 Too much mail at once, try again later"),
    UNFINISHED("unfinished", 421, "4.4.2 The message has not come to its end"),
    STOPPING("stopping", 421, "4.3.2 Nightcall is stopping, try again later"),
    PROTOCOL("protocol", 502, "5.5.1 Not implemented");

    private final String word;
    private final int code;
    private final String text;

    Refusal(String word, int code, String text) {
        this.word = word;
        this.code = code;
        this.text = text;
    }

    /** As the counter tells it. */
    String word() {
        return word;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }

    String reply() {
        return code + " " + text;
    }

    /** For the end of a connection. */
    DropConnectionException drop() {
        return new DropConnectionException(code, text);
    }
}
