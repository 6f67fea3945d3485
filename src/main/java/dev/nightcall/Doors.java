package dev.nightcall;

import dev.nightcall.aws.Table;
import dev.nightcall.mail.MailboxRoutes;
import dev.nightcall.metrics.Meters;
import dev.nightcall.settings.Settings;
import org.apache.camel.main.Main;

import java.time.Clock;

/** The doors besides HTTP: mail, traps and webhooks, and the patterns that read what comes through them. */
final class Doors {

    private final Settings settings;
    private final Table lines;
    private final Meters meters;
    private final Clock clock;

    /** @param lines the table in which a mailbox, like a telephone, is claimed by one Nightcall at a time */
    Doors(Settings settings, Table lines, Meters meters, Clock clock) {
        this.settings = settings;
        this.lines = lines;
        this.meters = meters;
        this.clock = clock;
    }

    void addTo(Main main) {
        smtp(main);
        mailboxes(main);
        traps(main);
        webhooks(main);
    }

    private void smtp(Main main) {
    }

    private void mailboxes(Main main) {
        main.configure().addRoutesBuilder(new MailboxRoutes(lines, meters, clock));
    }

    private void traps(Main main) {
    }

    private void webhooks(Main main) {
    }
}
