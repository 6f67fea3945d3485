package dev.nightcall;

import dev.nightcall.escalation.KnownRoutes;
import dev.nightcall.night.Cloud;
import dev.nightcall.night.Night;
import dev.nightcall.settings.Settings;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The routes of a running Nightcall: those in Java, those in routes/, and the examples of the documentation. */
@ExtendWith(Cloud.Extension.class)
class RoutesTest {

    private static final String PLAN = """
            timezone: UTC
            engineers: {sato: {name: Sato, phones: [{number: "+819000000001"}]}}
            policies: {default: {steps: [{recipients: ["call:sato"]}]}}
            """;

    private static final Pattern ROUTE_ID = Pattern.compile("(?m)^ +routeId: (\\S+)$");

    /** The route of the only door that is shut here: nobody may send traps. */
    private static final String SHUT = "traps";

    private static Night night;
    private static Nightcall nightcall;
    private static ModelCamelContext camel;

    @BeforeAll
    static void start(Cloud cloud) throws Exception {
        night = Night.ofProcesses(cloud, PLAN, Map.of());
        Map<String, String> defaults = defaults();
        Map<String, String> settings = new TreeMap<>();
        defaults.keySet().stream().filter(key -> night.setting(key) != null)
                .forEach(key -> settings.put(key, night.setting(key)));
        try (SqsClient sqs = SqsClient.create()) {
            sqs.createQueue(queue -> queue.queueName("notices"));
        }
        System.setProperty("MAILBOX_PASSWORD", "unknown");
        System.setProperty("TEAMS_URL", "https://127.0.0.1/unknown");
        nightcall = new Nightcall(Settings.of(defaults, settings, Map.of(), Map.of()), Clock.systemUTC()).start();
        camel = (ModelCamelContext) nightcall.camelContext();
    }

    @AfterAll
    static void stop() throws Exception {
        nightcall.close();
        night.close();
    }

    /** In a trace each step says by its id what it does. */
    @ParameterizedTest
    @MethodSource("ofOurs")
    void everyStepHasAName(String route) {
        assertThat(steps(camel.getRouteDefinition(route))).allMatch(OptionalIdentifiedDefinition::hasCustomIdAssigned,
                "has an id of ours");
    }

    static Stream<String> ofOurs() {
        return Reserved.IDS.stream().filter(id -> !id.equals(SHUT)).sorted();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyStepOfATemplateHasAName(String template) {
        assertThat(steps(camel.getRouteTemplateDefinition(template).getRoute()))
                .allMatch(OptionalIdentifiedDefinition::hasCustomIdAssigned, "has an id of ours");
    }

    static Stream<String> templates() {
        return Reserved.TEMPLATES.stream().sorted();
    }

    private static List<ProcessorDefinition> steps(RouteDefinition route) {
        List<ProcessorDefinition> steps = ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(),
                ProcessorDefinition.class).stream().filter(RoutesTest::doesSomething).toList();
        assertThat(steps).isNotEmpty();
        return steps;
    }

    /** Where an error is caught nothing is done yet. */
    private static boolean doesSomething(ProcessorDefinition<?> step) {
        return !(step instanceof CatchDefinition || step instanceof OnExceptionDefinition);
    }

    @Test
    void everyRouteHasANameOfItsOwn() {
        assertThat(camel.getRouteDefinitions()).hasSizeGreaterThan(10).allMatch(RouteDefinition::hasCustomIdAssigned);
        assertThat(camel.getRoutes()).hasSameSizeAs(camel.getRouteDefinitions());
    }

    @ParameterizedTest
    @MethodSource("sentTo")
    void withoutARouteThatIsSentToNothingStarts(RouteDefinition route) {
        List<RouteDefinition> others = camel.getRouteDefinitions().stream().filter(other -> other != route).toList();

        Set<String> missing = required(others);

        assertThat(missing).singleElement().asString().satisfiesAnyOf(
                name -> assertThat(name).isEqualTo(KnownRoutes.name(route.getInput().getEndpointUri())),
                name -> assertThat(route.getInput().getEndpointUri()).contains(name.replace("the queue ", "")));
    }

    /** All that are not begun by a clock or from outside. */
    static Stream<Named<RouteDefinition>> sentTo() {
        return camel.getRouteDefinitions().stream().filter(RequiredRoutes::isOwn)
                .filter(route -> route.getInput().getEndpointUri().matches("(direct|seda|batches|aws2-sqs):.*"))
                .map(route -> Named.of(route.getRouteId(), route));
    }

    private static Set<String> required(List<RouteDefinition> routes) {
        return new RequiredRoutes(Nightcall.QUEUES).missing(routes, camel.getRouteConfigurationDefinitions());
    }

    /** Of the files of routes none may take them; they are compared with before the routes in Java are there. */
    @Test
    void whatNightcallItselfHasIsReserved() {
        List<RouteDefinition> own = camel.getRouteDefinitions().stream().filter(RequiredRoutes::isOwn).toList();

        assertThat(Reserved.IDS).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of(SHUT), own.stream().map(RouteDefinition::getRouteId)).toList());
        assertThat(Reserved.INPUTS).isEqualTo(own.stream().map(route -> KnownRoutes.name(route.getInput().getEndpointUri()))
                .filter(input -> input.matches("(direct|platform-http):.*")).collect(Collectors.toSet()));
        assertThat(Reserved.TEMPLATES).containsExactlyInAnyOrderElementsOf(camel.getRouteTemplateDefinitions().stream()
                .map(RouteTemplateDefinition::getId).toList());
        assertThat(Reserved.CONFIGURATIONS).containsExactlyInAnyOrderElementsOf(camel.getRouteConfigurationDefinitions().stream()
                .map(RouteConfigurationDefinition::getId).toList());
    }

    @Test
    void everyRouteRuns() {
        assertThat(camel.getRoutes()).allMatch(
                route -> camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted());
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyFileInRoutesIsLoaded(Path file) throws IOException {
        // What is made from a template says where the template is: of those the file has the names.
        List<String> named = ROUTE_ID.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();

        assertThat(camel.getRouteDefinitions()).anyMatch(route -> named.contains(route.getRouteId())
                || route.getResource() != null && route.getResource().getLocation().endsWith("routes/" + file.getFileName()));
        assertThat(ids()).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleLoadsAndStarts(Path file) throws Exception {
        List<String> before = ids();

        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));

        assertThat(ids()).hasSizeGreaterThan(before.size());
        assertThat(camel.getRouteDefinitions()).allMatch(RouteDefinition::hasCustomIdAssigned);
        assertThat(ids()).allMatch(id -> camel.getRouteController().getRouteStatus(id).isStarted());
    }

    static List<Path> shipped() throws IOException {
        return yaml("routes");
    }

    static List<Path> examples() throws IOException {
        return yaml("docs/examples");
    }

    private static List<String> ids() {
        return camel.getRouteDefinitions().stream().map(RouteDefinition::getRouteId).toList();
    }

    private static List<Path> yaml(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = RoutesTest.class.getResourceAsStream("/application.properties")) {
            properties.load(in);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> defaults.put(key, properties.getProperty(key)));
        return defaults;
    }
}
