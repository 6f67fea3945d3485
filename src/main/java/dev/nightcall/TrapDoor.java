package dev.nightcall;

import dev.nightcall.metrics.Meters;
import dev.nightcall.settings.Settings;
import dev.nightcall.trap.Communities;
import dev.nightcall.trap.LocalEngine;
import dev.nightcall.trap.TrapComponent;
import dev.nightcall.trap.TrapReader;
import dev.nightcall.trap.TrapRoutes;
import dev.nightcall.trap.TrapSettings;
import dev.nightcall.trap.Users;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;

/** SNMP traps, as the settings say. */
final class TrapDoor {

    private static final Logger LOG = LoggerFactory.getLogger(TrapDoor.class);

    private final Settings settings;
    private final TrapReader reader;

    TrapDoor(Settings settings, TrapReader reader) {
        this.settings = settings;
        this.reader = reader;
    }

    /** Whether anybody is let in at all. */
    static boolean isOpen(Settings settings) {
        return settings.optional("nightcall.snmp.communities").isPresent()
                || settings.optional("nightcall.snmp.users").isPresent();
    }

    /** Who is let in, and whom INFORMs are for. */
    static TrapReader reader(Settings settings, Clock clock) {
        LocalEngine engine = settings.optional("nightcall.snmp.engine-id").map(id -> LocalEngine.withId(id, clock))
                .orElseGet(() -> LocalEngine.ofHost(settings.port("nightcall.snmp"), clock));
        return new TrapReader(new Communities(settings.optional("nightcall.snmp.communities").orElse("")),
                new Users(settings.optional("nightcall.snmp.users").orElse("")), engine, clock);
    }

    void addTo(Main main, Meters meters, Clock clock) {
        TrapSettings traps = new TrapSettings(settings.text("nightcall.snmp.host"), settings.port("nightcall.snmp"),
                settings.integer("nightcall.snmp.buffer"), settings.integer("nightcall.snmp.queue"),
                settings.integer("nightcall.snmp.workers"), settings.duration("nightcall.snmp.keep"));
        if (!isOpen(settings)) {
            LOG.info("no traps are received: neither nightcall.snmp.communities nor nightcall.snmp.users says whose");
            return;
        }
        main.bind("snmp-traps", new TrapComponent(traps, reader, meters, clock));
        main.configure().addRoutesBuilder(new TrapRoutes());
    }
}
