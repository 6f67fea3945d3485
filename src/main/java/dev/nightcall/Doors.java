package dev.nightcall;

import dev.nightcall.settings.Settings;
import org.apache.camel.main.Main;

import java.time.Clock;

/** The doors besides HTTP: mail, traps and webhooks, and the patterns that read what comes through them. */
final class Doors {

    private final Settings settings;
    private final Clock clock;

    Doors(Settings settings, Clock clock) {
        this.settings = settings;
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
    }

    private void traps(Main main) {
    }

    private void webhooks(Main main) {
    }
}
