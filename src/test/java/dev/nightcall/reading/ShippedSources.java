package dev.nightcall.reading;

import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The sources in {@code routes/}, as Nightcall itself reads them. */
public final class ShippedSources {

    /** Later than every captured message. */
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private ShippedSources() {
    }

    /** Times without a zone are in Tokyo. */
    public static Sources load() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Sources sources = new Sources(Path.of("routes/tables"), clock, () -> ZoneId.of("Asia/Tokyo"));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new ReadingRoutes(sources, Memory.unlimited(), new Meters(new SimpleMeterRegistry(), clock)));
            for (Path file : files()) {
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
            }
            camel.start();
            return sources;
        } catch (Exception e) {
            throw new IllegalStateException("the shipped sources cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(file -> file.getFileName().toString().matches("(mail|trap|webhook)-.*\\.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
