package dev.nightcall;

import dev.nightcall.intake.BadRequestException;
import dev.nightcall.mail.MailReader;
import dev.nightcall.mail.RawMail;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Message;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.Settings;
import dev.nightcall.trap.TrapMessage;
import dev.nightcall.trap.TrapReader;
import dev.nightcall.trap.TrapRefusedException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What reads the messages of all doors: the octets of each, and the sources that say what they mean. */
final class Readers {

    private static final Pattern SOURCE = Pattern.compile("routeTemplateRef:\\s*[\"']?(mail|trap|webhook)-source\\b");

    private final Clock clock;
    private final Sources sources;
    private final MailReader mails = new MailReader();
    private final TrapReader traps;

    /** The sources come with the routes that name them. */
    Readers(Settings settings, OnCallFile onCall, Clock clock) {
        this.clock = clock;
        Path tables = Path.of(settings.text("nightcall.routes")).resolve("tables");
        this.sources = new Sources(tables, clock, () -> onCall.get().timezone());
        this.traps = TrapDoor.reader(settings, clock);
    }

    Sources sources() {
        return sources;
    }

    MailReader mails() {
        return mails;
    }

    TrapReader traps() {
        return traps;
    }

    /** For whoever only wants to see what a message would become. @param memory that it may take up */
    Preview preview(Memory memory) {
        return new Preview(sources, Map.of(Sources.MAIL, this::recordedMail, Sources.TRAP, this::recordedTrap), memory);
    }

    /** Reads the sources without starting anything else, for a command. @param files of routes, sources among them */
    Readers load(List<Path> files) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new ReadingRoutes(sources, Memory.unlimited(), new Meters(new SimpleMeterRegistry(), clock)));
            for (Path file : files) {
                // Others would open ports.
                if (SOURCE.matcher(Files.readString(file)).find()) {
                    PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
                }
            }
            camel.start();
        }
        return this;
    }

    private Message recordedMail(byte[] octets) {
        return mails.read(new RawMail(octets, "", List.of(), "preview"));
    }

    private Message recordedTrap(byte[] datagram) {
        try {
            return new TrapMessage(traps.read(datagram, InetAddress.getLoopbackAddress(), clock.instant(), true));
        } catch (TrapRefusedException e) {
            throw new BadRequestException("", "is a datagram that would be refused (" + e.refusal().word() + "): "
                    + e.getMessage());
        }
    }
}
