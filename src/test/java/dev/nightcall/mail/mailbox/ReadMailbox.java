package dev.nightcall.mail.mailbox;

import dev.nightcall.night.MovableClock;
import dev.nightcall.night.Cloud;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mailbox that exists, on a server of its own, and one Nightcall that reads it. */
@ExtendWith(Cloud.Extension.class)
abstract class ReadMailbox {

    final MovableClock clock = new MovableClock();
    FleetTable fleet;
    MailServer server;
    Reading nightcall;

    @BeforeEach
    void start(Cloud cloud) throws Exception {
        fleet = new FleetTable();
        nightcall = new Reading(fleet.table(), clock);
    }

    @AfterEach
    void stop() {
        nightcall.close();
        if (server != null) {
            server.close();
        }
        fleet.close();
    }

    MailServer mailbox(String protocol, String... parameters) {
        server = new MailServer(protocol).start();
        nightcall.from(server, parameters);
        return server;
    }
}
