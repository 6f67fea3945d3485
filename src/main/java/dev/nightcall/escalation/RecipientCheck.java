package dev.nightcall.escalation;

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
 * Refuses to start when a policy names a {@code direct:} recipient that no route reads: at night nobody would be told, and
 * nobody would know.
 */
public final class RecipientCheck extends MainListenerSupport {

    private static final String DIRECT = "direct:";
    private final Supplier<OnCall> onCall;
    private volatile Set<String> consumed = Set.of();

    public RecipientCheck(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** Every route is known by now, and none has started. */
    @Override
    public void afterConfigure(BaseMainSupport main) {
        consumed = consumed(main.getCamelContext());
        List<String> missing = missing(onCall.get(), consumed);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("oncall.yaml: no route reads " + String.join(", ", missing));
        }
    }

    /** Whether a recipient names a {@code direct:} route that this Nightcall does not have. */
    public boolean isUnread(String recipient) {
        return isUnread(recipient, consumed);
    }

    /** Each {@code direct:} recipient that nobody reads, and the policies that name it. */
    static List<String> missing(OnCall plan, Set<String> consumed) {
        Set<String> unread = plan.policies().stream().flatMap(RecipientCheck::recipients).map(RecipientCheck::name)
                .filter(recipient -> isUnread(recipient, consumed))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> missing = new ArrayList<>();
        for (String recipient : unread) {
            missing.add(recipient + " (policy " + plan.policies().stream()
                    .filter(policy -> recipients(policy).map(RecipientCheck::name).anyMatch(recipient::equals))
                    .map(Policy::name).collect(Collectors.joining(", ")) + ")");
        }
        return missing;
    }

    /** Whether a recipient names a {@code direct:} route that is not among those. @param consumed as {@link #consumed} says */
    public static boolean isUnread(String recipient, Set<String> consumed) {
        return recipient.startsWith(DIRECT) && !consumed.contains(name(recipient));
    }

    /** What the routes of a context begin with, whether they have started or not. */
    public static Set<String> consumed(CamelContext camel) {
        return camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
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
        return Stream.concat(policy.steps().stream().flatMap(step -> step.recipients().stream()), policy.fallback().stream());
    }

    /** Without options, and written as {@code direct:name} even if it was {@code direct://name}. */
    private static String name(String uri) {
        return uri.split("\\?", 2)[0].replaceFirst("^direct:/*", DIRECT);
    }
}
