package dev.nightcall.escalation;

import dev.nightcall.oncall.Channel;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Policy;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses to start when a policy names a {@code direct:} recipient that no route reads, or one without an address: at night
 * nobody would be told, and nobody would know.
 */
public final class RecipientCheck extends MainListenerSupport {

    /** The parameters of channels' templates that say where they are told. */
    private static final List<String> ADDRESSES = List.of("url", "server", "from", "to");
    private final Supplier<OnCall> onCall;
    private volatile KnownRoutes known = new KnownRoutes(Set.of(), Map.of());

    public RecipientCheck(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** Every route is known by now, and none has started. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        known = known(main.getCamelContext());
        List<String> problems = problems(onCall.get());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("oncall.yaml: " + String.join(", ", problems));
        }
    }

    /** Of whom in a plan nobody would be told, and by which policy. */
    public List<String> problems(OnCall plan) {
        List<String> missing = missing(plan, known);
        return !missing.isEmpty() ? List.of("no route reads " + String.join(", ", missing))
                : plan.policies().stream().flatMap(RecipientCheck::recipients).distinct()
                        .flatMap(recipient -> known.problem(recipient).stream()).toList();
    }

    /** Why nobody would be told by a recipient, as far as the routes of this Nightcall say. */
    public Optional<String> problem(String recipient) {
        return known.problem(recipient);
    }

    /** Each {@code direct:} recipient that nobody reads, and the policies that name it. */
    static List<String> missing(OnCall plan, KnownRoutes known) {
        Set<String> unread = plan.policies().stream().flatMap(RecipientCheck::recipients).map(KnownRoutes::name)
                .filter(recipient -> known.isUnread(recipient))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> missing = new ArrayList<>();
        for (String recipient : unread) {
            missing.add(recipient + " (policy " + plan.policies().stream()
                    .filter(policy -> recipients(policy).map(KnownRoutes::name).anyMatch(recipient::equals))
                    .map(Policy::name).collect(Collectors.joining(", ")) + ")");
        }
        return missing;
    }

    /** The routes of a context, whether they have started or not. */
    public static KnownRoutes known(CamelContext camel) {
        Set<String> consumed = new HashSet<>();
        Map<String, String> addressless = new HashMap<>();
        for (RouteDefinition route : camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions()) {
            String name = KnownRoutes.name(camel.resolvePropertyPlaceholders(KnownRoutes.name(uri(route))));
            consumed.add(name);
            Map<String, Object> parameters = route.getTemplateParameters() == null ? Map.of() : route.getTemplateParameters();
            ADDRESSES.stream().filter(parameters::containsKey).map(parameter -> String.valueOf(parameters.get(parameter)))
                    .filter(address -> camel.resolvePropertyPlaceholders(address).isBlank())
                    .forEach(address -> addressless.merge(name, address, (one, other) -> one + ", " + other));
        }
        return new KnownRoutes(consumed, addressless);
    }

    /** Of a route made from a template the parameters are no properties; those of its options may be known only at its start. */
    private static String uri(RouteDefinition route) {
        String uri = route.getInput().getEndpointUri();
        Map<String, Object> parameters = route.getTemplateParameters() == null ? Map.of() : route.getTemplateParameters();
        for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
            uri = uri.replace("{{" + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        return uri;
    }

    private static Stream<String> recipients(Policy policy) {
        return Stream.of(policy.steps().stream().flatMap(step -> step.recipients().stream()), policy.fallback().stream(),
                policy.channels().stream().map(Channel::recipient)).flatMap(recipients -> recipients);
    }
}
