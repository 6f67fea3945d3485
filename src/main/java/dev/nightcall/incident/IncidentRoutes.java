package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.queue.BatchConsumer;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.Queues;
import dev.nightcall.queue.Received;
import dev.nightcall.queue.Unhandleable;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every alert gets its incident, its own or that of its cause. What just joins or opens one is taken together with the
 * others that came with it; every other alert goes alone by the suppression filter.
 */
public final class IncidentRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final TakingTogether together;
    private final Grouping grouping;
    private final Related related;
    private final Closing closing;
    private final Suppressing suppressing;
    private final Ledger ledger;

    public IncidentRoutes(Queues queues, Messages messages, TakingTogether together, Grouping grouping, Related related,
                          Closing closing, Suppressing suppressing, Ledger ledger) {
        this.queues = queues;
        this.messages = messages;
        this.together = together;
        this.grouping = grouping;
        this.related = related;
        this.closing = closing;
        this.suppressing = suppressing;
        this.ledger = ledger;
    }

    @Override
    public void configure() {
        from(queues.consumerOfBatches("alerts", "direct:take-alert")).routeId("take-together").errorHandler(noErrorHandler())
            .process(this::takeTogether).id("take-those-that-can")
            .to("direct:send").id("after-taking")
            .process(this::note).id("note-taken-together");

        from("direct:join-incident").routeId("join-incident").errorHandler(noErrorHandler())
            .process(this::join).id("join")
            .to("direct:send").id("after-joining");

        from("direct:raise-related").routeId("raise-related").errorHandler(noErrorHandler())
            .setBody().body(Later.class, related::raise)
            .to("direct:send").id("raise-what-was-related");

        from("direct:look-at-suppressed").routeId("look-at-suppressed").errorHandler(noErrorHandler())
            .setBody().body(Later.class, closing::look)
            .to("direct:send").id("after-looking-at-suppressed");

        from("direct:look-through").routeId("look-through").errorHandler(noErrorHandler())
            .setBody().body(Later.class, suppressing::lookThrough)
            .to("direct:send").id("after-looking-through");
    }

    private void join(Exchange exchange) {
        Alert alert = exchange.getMessage().getBody(Alert.class);
        Taken taken = grouping.take(alert);
        exchange.setVariable("handled", handled(alert, taken));
        exchange.getMessage().setBody(taken.outgoing());
    }

    private void takeTogether(Exchange exchange) {
        Map<Alert, String> ids = new HashMap<>();
        for (Object received : exchange.getMessage().getBody(List.class)) {
            read((Received) received, ids);
        }
        Map<Alert, Taken> taken = together.take(List.copyOf(ids.keySet()));
        exchange.setProperty(BatchConsumer.HANDLED, taken.keySet().stream().map(ids::get).toList());
        exchange.setVariable("taken", taken);
        exchange.getMessage().setBody(taken.values().stream().flatMap(one -> one.outgoing().stream()).toList());
    }

    /** What cannot be read is left: alone it becomes a dead letter. */
    private void read(Received received, Map<Alert, String> ids) {
        try {
            ids.put(messages.read(received.body(), Alert.class), received.id());
        } catch (Unhandleable e) {
            log.debug("left: {}", received.id(), e);
        }
    }

    /** Last, when everything is sent. */
    private void note(Exchange exchange) {
        Map<?, ?> taken = exchange.getVariable("taken", Map.class);
        ledger.handled(taken.entrySet().stream().map(one -> handled((Alert) one.getKey(), (Taken) one.getValue())).toList());
    }

    private static Ledger.Handled handled(Alert alert, Taken taken) {
        return new Ledger.Handled(alert, taken.decision().word(), taken.incident());
    }
}
