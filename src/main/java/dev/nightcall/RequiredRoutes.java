package dev.nightcall;

import dev.nightcall.sending.Destination;
import dev.nightcall.sending.Task;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.ModelCamelContext;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nothing starts unless there is a route for everything that is sent after a decision and for every later message: missed at
 * night, it would be found out by an incident that nobody is phoned about.
 */
final class RequiredRoutes extends MainListenerSupport {

    /** @throws IllegalStateException when one is missing; it names all that are */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        Set<String> inputs = ((ModelCamelContext) main.getCamelContext()).getRouteDefinitions().stream()
                .map(route -> route.getInput().getEndpointUri()).collect(Collectors.toSet());
        List<String> missing = required().filter(endpoint -> !inputs.contains(endpoint)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("no route begins with " + String.join(", ", missing)
                    + ", though messages are sent there");
        }
    }

    /** The endpoints, each once. */
    static Stream<String> required() {
        return Stream.concat(Stream.of(Destination.values()).map(Destination::endpoint),
                Stream.of(Task.values()).map(Task::endpoint)).distinct();
    }
}
