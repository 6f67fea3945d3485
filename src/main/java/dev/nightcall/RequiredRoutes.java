package dev.nightcall;

import dev.nightcall.sending.Destination;
import dev.nightcall.sending.Task;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nothing starts unless there is a route for everything that Nightcall's own routes send: what is sent after a decision, every
 * later message, what a step names, and what is in a queue. Missed at night, it would be found out by an incident that nobody is
 * phoned about.
 */
final class RequiredRoutes extends MainListenerSupport {

    /** In an endpoint's URI or among its options; not one of which a part is known only when it is sent to. */
    private static final Pattern NAMED = Pattern.compile("\\b(direct|seda):/*([\\w.-]+)(?![\\w.-]|[${%])");
    /** {@code batches:alerts} and what {@link dev.nightcall.queue.Queues} makes for camel-aws2-sqs. */
    private static final Pattern QUEUE = Pattern.compile("^(?:batches:|aws2-sqs:\\{\\{nightcall\\.queue\\.)([\\w-]+)");
    /** A mailbox tells of itself there, by no route. */
    private static final String OF_MAILBOXES = "direct:alert";

    /** Only somebody who asks reads these. */
    private static final String READ_BY_NO_ROUTE = queue("dead-letters");

    private final List<String> queues;

    /** @param queues that there are, by their short names */
    RequiredRoutes(List<String> queues) {
        this.queues = queues;
    }

    /** @throws IllegalStateException when one is missing; it names all that are */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        ModelCamelContext camel = (ModelCamelContext) main.getCamelContext();
        Set<String> missing = missing(camel.getRouteDefinitions(), camel.getRouteConfigurationDefinitions());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no route begins with " + String.join(", ", missing)
                    + ", though messages are sent there");
        }
    }

    /** What messages are sent to, or come from, and no route begins with. */
    Set<String> missing(List<RouteDefinition> routes, List<RouteConfigurationDefinition> configurations) {
        Set<String> inputs = routes.stream().flatMap(route -> ends(route.getInput().getEndpointUri()).limit(1))
                .collect(Collectors.toSet());
        Stream<String> named = Stream.concat(
                routes.stream().filter(RequiredRoutes::isOwn).flatMap(route -> Stream.concat(
                        Stream.of(route.getInput().getEndpointUri()), targets(route.getOutputs()))),
                configurations.stream().flatMap(configuration -> targets(configuration.getOnExceptions())))
                .flatMap(RequiredRoutes::ends);
        return Stream.of(decided(), queues.stream().map(RequiredRoutes::queue), named).flatMap(ends -> ends)
                .filter(end -> !inputs.contains(end) && !end.equals(READ_BY_NO_ROUTE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The endpoints that messages are sent to by what they are, each once. */
    static Stream<String> decided() {
        return Stream.of(Stream.of(Destination.values()).map(Destination::endpoint), Stream.of(Task.values()).map(Task::endpoint),
                Stream.of(OF_MAILBOXES)).flatMap(ends -> ends).distinct();
    }

    /** In Java: what a file of routes names is its author's, and must not keep the others from starting. */
    static boolean isOwn(RouteDefinition route) {
        return route.getTemplateParameters() == null
                && (route.getResource() == null || !route.getResource().getLocation().endsWith(".yaml"));
    }

    private static Stream<String> targets(List<? extends ProcessorDefinition<?>> outputs) {
        return ProcessorDefinitionHelper
                .filterTypeInOutputs((List<ProcessorDefinition<?>>) outputs, EndpointRequiredDefinition.class).stream()
                .map(EndpointRequiredDefinition::getEndpointUri);
    }

    private static Stream<String> ends(String uri) {
        return Stream.concat(QUEUE.matcher(uri).results().map(found -> queue(found.group(1))),
                NAMED.matcher(uri).results().map(found -> found.group(1) + ":" + found.group(2)));
    }

    private static String queue(String name) {
        return "the queue " + name;
    }
}
