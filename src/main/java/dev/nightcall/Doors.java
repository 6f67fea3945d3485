package dev.nightcall;

import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.reading.Preview;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.io.IOException;
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

    private static final Pattern SOURCE = Pattern.compile("routeTemplateRef:\\s*[\"']?(mail|trap|webhook)-source\\b");

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
    }

    private void webhooks(Main main) {
    }
}
