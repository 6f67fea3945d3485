package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.Table;
import dev.nightcall.intake.ApiKeys;
import dev.nightcall.intake.ProblemAnswer;
import dev.nightcall.mail.MailRoutes;
import dev.nightcall.mail.mailbox.MailboxRoutes;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.settings.Settings;
import dev.nightcall.webhook.WebhookDoors;
import org.apache.camel.main.Main;

import java.time.Clock;

/** The doors besides {@code POST /alerts}: mail, traps and webhooks, and the sources that read what comes through them. */
final class Doors {

    private final Settings settings;
    private final Readers readers;
    private final Table fleet;
    private final Memory memory;
    private final Meters meters;
    private final Clock clock;
    private final ClockWatch watch;
    private final ApiKeys keys;
    private final ProblemAnswer problems;
    private final ObjectMapper json;

    /** @param fleet the table in which a mailbox is claimed by one Nightcall at a time */
    Doors(Settings settings, Readers readers, ApiKeys keys, ProblemAnswer problems, ObjectMapper json, Table fleet, Memory memory,
          Meters meters, Clock clock, ClockWatch watch) {
        this.settings = settings;
        this.readers = readers;
        this.fleet = fleet;
        this.memory = memory;
        this.meters = meters;
        this.clock = clock;
        this.watch = watch;
        this.keys = keys;
        this.problems = problems;
        this.json = json;
    }

    void addTo(Main main) {
        main.configure().addRoutesBuilder(new ReadingRoutes(readers.sources(), memory, meters));
        main.configure().addRoutesBuilder(new MailRoutes(readers.mails(), memory));
        new SmtpDoor(settings).addTo(main, meters, clock);
        main.configure().addRoutesBuilder(new MailboxRoutes(fleet, meters, clock, watch));
        // Nobody sends a trap again: it waits inside while the clock is wrong, and is dated rightly.
        new TrapDoor(settings, readers.traps()).addTo(main, meters, watch.corrected());
        webhooks(main);
    }

    private void webhooks(Main main) {
        new WebhookDoors(keys, readers.sources(), problems, json, meters, clock, memory,
                CamelProperties.longestBody(settings), settings.optional("nightcall.sns.topics").orElse("")).routes()
                .forEach(main.configure()::addRoutesBuilder);
    }
}
