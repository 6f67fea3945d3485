package dev.nightcall;

import dev.nightcall.intake.BadRequestException;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.Settings;
import dev.nightcall.trap.Communities;
import dev.nightcall.trap.LocalEngine;
import dev.nightcall.trap.TrapComponent;
import dev.nightcall.trap.TrapMessage;
import dev.nightcall.trap.TrapReader;
import dev.nightcall.trap.TrapRefusedException;
import dev.nightcall.trap.TrapRoutes;
import dev.nightcall.trap.TrapSettings;
import dev.nightcall.trap.Users;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The doors besides {@code POST /alerts}: mail, traps and webhooks, and the sources that read what comes through them. */
final class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final Pattern SOURCE = Pattern.compile("routeTemplateRef:\\s*[\"']?(mail|trap|webhook)-source\\b");

    private final Settings settings;
    private final Clock clock;
    private final Meters meters;
    private final Sources sources;
    private final TrapReader trapReader;

    Doors(Settings settings, OnCallFile onCall, Meters meters, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.sources = new Sources(Path.of(settings.text("nightcall.routes")).resolve("tables"), clock,
                () -> onCall.get().timezone());
        this.trapReader = trapReader();
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
        return new Preview(sources, Map.of(Sources.TRAP, this::recordedTrap));
    }

    /** The same for a command: the sources are read, nothing else is started. */
    static Preview previewOf(Settings settings, OnCallFile onCall, Clock clock) throws Exception {
        Doors doors = new Doors(settings, onCall, new Meters(new SimpleMeterRegistry(), clock), clock);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new ReadingRoutes(doors.sources, doors.meters));
            for (Path file : sourceFiles(Path.of(settings.text("nightcall.routes")))) {
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
            }
            camel.start();
        }
        return doors.preview();
    }

    /** Those that hold sources: others would open ports. */
    private static List<Path> sourceFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path file : all) {
                if (SOURCE.matcher(Files.readString(file)).find()) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private void smtp(Main main) {
        new SmtpDoor(settings).addTo(main, meters, clock);
    }

    private void mailboxes(Main main) {
    }

    private void traps(Main main) {
        TrapSettings traps = new TrapSettings(settings.text("nightcall.snmp.host"), settings.port("nightcall.snmp"),
                settings.integer("nightcall.snmp.buffer", 65_536, 1 << 30),
                settings.integer("nightcall.snmp.queue", 1, 1_000_000),
                settings.integer("nightcall.snmp.workers", 1, 1000), settings.duration("nightcall.snmp.keep"));
        if (settings.optional("nightcall.snmp.communities").isEmpty() && settings.optional("nightcall.snmp.users").isEmpty()) {
            LOG.info("no traps are received: neither nightcall.snmp.communities nor nightcall.snmp.users says whose");
            return;
        }
        main.bind("snmp-traps", new TrapComponent(traps, trapReader, meters, clock));
        main.configure().addRoutesBuilder(new TrapRoutes());
    }

    private TrapReader trapReader() {
        LocalEngine engine = settings.optional("nightcall.snmp.engine-id").map(id -> LocalEngine.withId(id, clock))
                .orElseGet(() -> LocalEngine.ofHost(settings.port("nightcall.snmp"), clock));
        return new TrapReader(new Communities(settings.optional("nightcall.snmp.communities").orElse("")),
                new Users(settings.optional("nightcall.snmp.users").orElse("")), engine, clock);
    }

    private TrapMessage recordedTrap(byte[] datagram) {
        try {
            return new TrapMessage(trapReader.read(datagram, InetAddress.getLoopbackAddress(), clock.instant(), true));
        } catch (TrapRefusedException e) {
            throw new BadRequestException("", "is a datagram that would be refused (" + e.refusal().word() + "): "
                    + e.getMessage());
        }
    }

    private void webhooks(Main main) {
    }
}
