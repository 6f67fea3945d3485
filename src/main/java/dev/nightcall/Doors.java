package dev.nightcall;

import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.Settings;
import org.apache.camel.main.Main;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The doors besides {@code POST /alerts}: mail, traps and webhooks, and the sources that read what comes through them. */
final class Doors {

    private final Settings settings;
    private final Clock clock;
    private final Meters meters;
    private final Sources sources;

    Doors(Settings settings, OnCallFile onCall, Meters meters, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.sources = new Sources(Path.of(settings.text("nightcall.routes")).resolve("tables"), clock,
                () -> onCall.get().timezone());
    }

    void addTo(Main main) {
        main.configure().addRoutesBuilder(new ReadingRoutes(sources, meters));
        smtp(main);
        mailboxes(main);
        traps(main);
        webhooks(main);
    }

    /** For whoever only wants to see what a message would become. */
    Preview preview() {
        return new Preview(sources, Map.of());
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
