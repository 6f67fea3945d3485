package dev.nightcall.mail.mailbox;

import dev.nightcall.mail.RawMail;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertLimits;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.alert.Text;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What Nightcall itself has to say about a mailbox: system {@code nightcall}, host the server, service the mailbox. */
final class MailboxAlerts {

    static final String SYSTEM = "nightcall";

    /** Of a mail that could not be read, so much is told; whose it is stands at its beginning. */
    private static final int TOLD = 3000;
    private static final AlertLimits LIMITS = AlertLimits.standard();

    private final MailboxAddress mailbox;
    private final Clock clock;

    MailboxAlerts(MailboxAddress mailbox, Clock clock) {
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /**
     * A mail has been set aside. Said twice of the same mail, it has the same id.
     *
     * @param mail  as far as it was read, or null
     * @param where where it is now, for people
     */
    Alert setAside(String uid, RawMail mail, int tries, Throwable reason, String where) {
        // Without UIDL it is the Message-ID, which a sender wrote.
        String name = Text.line(uid);
        String text = mail == null ? "" : "\n\n" + Text.cut(Text.lines(
                new String(mail.bytes(), 0, Math.min(mail.bytes().length, 4 * TOLD), StandardCharsets.UTF_8)), TOLD);
        String summary = "A mail (" + name + ") in the mailbox " + mailbox + " could not be read"
                + (tries > 1 ? " in " + tries + " tries" : "") + ": " + Text.line(why(reason)) + ". " + where + text;
        // What it wanted to say is unknown, and may have been the worst.
        return alert("mail/" + uid, "mail " + name + " in " + mailbox, Severity.CRITICAL, State.FIRING, summary);
    }

    /** Nothing has been read from the mailbox for some time. */
    Alert unreachable(Instant since, String reason) {
        return alert("unreachable/" + since, mailbox.toString(), Severity.CRITICAL, State.FIRING,
                "The mailbox " + mailbox + " cannot be read since " + since + ", so monitors that send mail there are not heard: "
                        + Text.line(reason));
    }

    /** It is being read. */
    Alert reachable() {
        return alert("reachable/" + clock.instant(), mailbox.toString(), Severity.CRITICAL, State.RESOLVED,
                "The mailbox " + mailbox + " is being read");
    }

    private Alert alert(String name, String service, Severity severity, State state, String summary) {
        Instant now = clock.instant();
        String id = UUID.nameUUIDFromBytes(("mailbox/" + mailbox + "/" + name).getBytes(StandardCharsets.UTF_8)).toString();
        return new Alert(id, SYSTEM, Text.cut(mailbox.host(), LIMITS.name()), Text.cut(service, LIMITS.name()), "", severity,
                state, Text.cut(summary, LIMITS.summary()), now, now, Map.of());
    }

    private static String why(Throwable reason) {
        return reason instanceof MailTooLargeException ? reason.getMessage() : reason.toString();
    }
}
