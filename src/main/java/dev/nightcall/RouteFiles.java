package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.channel.ChannelTemplateRoutes;
import dev.nightcall.escalation.KnownRoutes;
import dev.nightcall.escalation.RecipientCheck;
import dev.nightcall.mail.mailbox.MailboxRoutes;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** What the routes in YAML begin with. They are read as at a start, with their templates, and none of them starts. */
final class RouteFiles {

    private final Settings settings;
    private final Path folder;
    private final Meters meters;
    private final Clock clock;

    /** @param problems files that cannot be read as routes, and why; Nightcall does not start with any */
    record Beginnings(KnownRoutes routes, List<String> problems) {
    }

    RouteFiles(Settings settings, Clock clock) {
        this.settings = settings;
        this.folder = Path.of(settings.text("nightcall.routes"));
        this.meters = new Meters(new SimpleMeterRegistry(), clock);
        this.clock = clock;
    }

    Beginnings read() throws Exception {
        if (!Files.isDirectory(folder)) {
            return new Beginnings(new KnownRoutes(Set.of(), Map.of()), List.of(folder + ": is no folder of routes"));
        }
        try (DefaultCamelContext camel = new DefaultCamelContext();
             DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
            Properties placeholders = new Properties();
            placeholders.putAll(settings.asMap());
            camel.getPropertiesComponent().setOverrideProperties(placeholders);
            camel.addRoutes(new ReadingRoutes(new Sources(folder.resolve("tables"), clock, () -> ZoneOffset.UTC),
                    Memory.unlimited(), meters));
            camel.addRoutes(new MailboxRoutes(null, meters, clock));
            camel.addRoutes(new ChannelTemplateRoutes(Json.mapper(), settings.duration("nightcall.channel.timeout")));
            List<String> problems = new ArrayList<>();
            for (Path file : files) {
                load(camel, file, problems);
            }
            return new Beginnings(RecipientCheck.known(camel), problems);
        }
    }

    private static void load(CamelContext camel, Path file, List<String> problems) {
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
        } catch (Exception e) {
            problems.add(file + ": cannot be read as routes: " + e.getMessage());
        }
    }
}
