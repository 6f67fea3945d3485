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
import java.util.List;
import java.util.Map;
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

    private static final String DIRECT = "direct:";
    /** The parameters of channels' templates that say where they are told. */
    private static final List<String> ADDRESSES = List.of("url", "server", "from", "to");
    private final Supplier<OnCall> onCall;

    public RecipientCheck(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** Every route is known by now, and none has started. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        List<String> missing = missing(onCall.get(), consumed(main.getCamelContext()));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("oncall.yaml: no route reads " + String.join(", ", missing));
        }
        List<String> silent = silent(onCall.get(), main.getCamelContext());
        if (!silent.isEmpty()) {
            throw new IllegalStateException("oncall.yaml: " + String.join(", ", silent));
        }
    }

    /** Each {@code direct:} recipient that nobody reads, and the policies that name it. */
    static List<String> missing(OnCall plan, Set<String> consumed) {
        Set<String> unread = plan.policies().stream().flatMap(RecipientCheck::recipients).map(RecipientCheck::name)
                .filter(recipient -> recipient.startsWith(DIRECT) && !consumed.contains(recipient))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> missing = new ArrayList<>();
        for (String recipient : unread) {
            missing.add(recipient + " (policy " + plan.policies().stream()
                    .filter(policy -> recipients(policy).map(RecipientCheck::name).anyMatch(recipient::equals))
                    .map(Policy::name).collect(Collectors.joining(", ")) + ")");
        }
        return missing;
    }

    /** Each {@code direct:} recipient made from a channel's template without the address at which it is told. */
    private static List<String> silent(OnCall plan, CamelContext camel) {
        Set<String> named = plan.policies().stream().flatMap(RecipientCheck::recipients).map(RecipientCheck::name)
                .collect(Collectors.toSet());
        List<String> silent = new ArrayList<>();
        for (RouteDefinition route : routes(camel)) {
            Map<String, Object> parameters = route.getTemplateParameters() == null ? Map.of() : route.getTemplateParameters();
            String recipient = name(camel.resolvePropertyPlaceholders(name(uri(route))));
            ADDRESSES.stream().filter(parameter -> named.contains(recipient) && parameters.containsKey(parameter))
                    .map(parameter -> String.valueOf(parameters.get(parameter)))
                    .filter(address -> camel.resolvePropertyPlaceholders(address).isBlank())
                    .forEach(address -> silent.add(recipient + " needs an address, see " + address));
        }
        return silent;
    }

    private static List<RouteDefinition> routes(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
    }

    private static Set<String> consumed(CamelContext camel) {
        return routes(camel).stream()
                .map(route -> name(camel.resolvePropertyPlaceholders(name(uri(route))))).collect(Collectors.toSet());
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

    /** Without options, and written as {@code direct:name} even if it was {@code direct://name}. */
    private static String name(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^direct:/*", DIRECT);
    }
}
