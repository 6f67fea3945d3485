package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.channel.ChannelTemplateRoutes;
import dev.nightcall.escalation.KnownRoutes;
import dev.nightcall.health.RoutesCheck;
import dev.nightcall.mail.mailbox.MailboxRoutes;
import dev.nightcall.memory.Memory;
import dev.nightcall.metrics.Meters;
import dev.nightcall.reading.ReadingRoutes;
import dev.nightcall.reading.Sources;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The routes in YAML. Before a start, and by {@code nightcall check}, each file is read in a context of its own with the
 * templates that there are, and nothing of it runs. A file with an error is left out, and the others work.
 */
final class RouteFiles {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

    /** What the door of the monitors begins with. */
    static final String ALERTS = "platform-http:/alerts";

    private final Settings settings;
    private final Path folder;
    private final Meters meters;
    private final Clock clock;

    /**
     * What there is.
     *
     * @param files    those that can be used, in the order of their names
     * @param routes   what these begin with
     * @param problems why the others are left out, as {@code file:line: what}
     * @param notes    what is left out because a variable is not set, which harms only those who name it
     * @param doors    of webhooks, whose sources are left out: see {@link Sources#leaveOut}
     * @param closed   what nothing reads by HTTP because of that, as {@code platform-http:/path}
     */
    record Found(List<Path> files, KnownRoutes routes, List<String> problems, List<String> notes, Set<String> doors,
                 Set<String> closed) {

        /** Starts with what can be used, and says what is left out. */
        void addTo(Main main) {
            problems.forEach(problem -> LOG.error("left out: {}", problem));
            notes.forEach(note -> LOG.warn("left out: {}", note));
            RoutesCheck check = new RoutesCheck(problems, !closed.contains(ALERTS));
            main.bind(check.getId(), check);
            main.configure().addRoutesBuilder(new ClosedDoors(closed));
            main.configure().addRoutesBuilder(new Loading(files));
        }
    }

    RouteFiles(Settings settings, Clock clock) {
        this.settings = settings;
        this.folder = folder(settings);
        this.meters = new Meters(new SimpleMeterRegistry(), clock);
        this.clock = clock;
    }

    /** @throws SettingException when there is no such folder */
    static Path folder(Settings settings) {
        Path folder = Path.of(settings.text("nightcall.routes"));
        if (!Files.isDirectory(folder)) {
            throw new SettingException(List.of("nightcall.routes: " + folder + " is no folder of routes"));
        }
        return folder;
    }

    Found read() throws Exception {
        RouteNames names = new RouteNames();
        Sources sources = new Sources(folder.resolve("tables"), clock, () -> ZoneOffset.UTC);
        try (CamelContext camel = context(sources)) {
            List<RouteFile> all = files();
            // Templates of all files first: one may be used by a file that comes before its own.
            all.forEach(file -> file.load(camel));
            List<RouteFile> good = new ArrayList<>();
            List<RouteFile> others = new ArrayList<>();
            for (RouteFile file : all) {
                file.build(camel, names);
                if (file.problems().isEmpty() && file.unset().isEmpty()) {
                    good.add(file);
                } else {
                    file.remove(camel);
                    others.add(file);
                }
            }
            return found(camel, good, others, sources.problems());
        }
    }

    private static Found found(CamelContext camel, List<RouteFile> good, List<RouteFile> others, List<String> ofTables) {
        List<RouteDefinition> routes = good.stream().flatMap(file -> file.routes().stream()).toList();
        Set<String> consumed = RouteNames.consumed(camel, routes);
        List<LeftOutFile> leftOut = others.stream().map(RouteFile::leftOut).toList();
        Map<String, String> unusable = new HashMap<>();
        leftOut.forEach(file -> unusable.putAll(file.reasons()));
        // What is left out harms nobody where another file has such a route.
        unusable.keySet().removeAll(consumed);
        unusable.putAll(RouteNames.incomplete(camel, routes));
        return new Found(good.stream().map(RouteFile::path).toList(), new KnownRoutes(consumed, unusable),
                Stream.concat(others.stream().flatMap(file -> file.problems().stream()), ofTables.stream()).toList(),
                others.stream().flatMap(file -> file.unset().stream()).toList(),
                leftOut.stream().flatMap(file -> file.doors().stream()).collect(Collectors.toSet()),
                leftOut.stream().flatMap(file -> file.paths().stream())
                        .filter(path -> !consumed.contains(path) && !Reserved.INPUTS.contains(path))
                        .collect(Collectors.toSet()));
    }

    private CamelContext context(Sources sources) throws Exception {
        CamelContext camel = new DefaultCamelContext();
        Properties placeholders = new Properties();
        placeholders.putAll(settings.asMap());
        camel.getPropertiesComponent().setOverrideProperties(placeholders);
        camel.addRoutes(new ReadingRoutes(sources, Memory.unlimited(), meters));
        camel.addRoutes(new MailboxRoutes(null, meters, clock, null));
        camel.addRoutes(new ChannelTemplateRoutes(Json.mapper(),
                settings.duration("nightcall.channel.timeout")));
        return camel;
    }

    /** Those that look like routes, by their names. */
    private List<RouteFile> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && file.getFileName().toString().matches("(?i).*\\.ya?ml"))
                    .sorted().map(RouteFile::new).toList();
        }
    }

    /** The files by their paths, whatever letters these have. */
    private static final class Loading implements RoutesBuilder {

        private final List<Path> files;
        /** What the first step has read: the second one makes its templated routes. */
        private Collection<RoutesBuilder> builders = List.of();

        Loading(List<Path> files) {
            this.files = files;
        }

        @Override
        public void addRoutesToCamelContext(CamelContext camel) throws Exception {
            builders = PluginHelper.getRoutesLoader(camel).findRoutesBuilders(files.stream()
                    .map(file -> ResourceHelper.resolveResource(camel, "file:" + file)).toList());
            for (RoutesBuilder routes : builders) {
                routes.addRoutesToCamelContext(camel);
            }
        }

        @Override
        public void addTemplatedRoutesToCamelContext(CamelContext camel) throws Exception {
            for (RoutesBuilder routes : builders) {
                routes.addTemplatedRoutesToCamelContext(camel);
            }
        }

        @Override
        public Set<String> updateRoutesToCamelContext(CamelContext camel) {
            throw new UnsupportedOperationException("routes are taken up by a restart");
        }
    }
}
