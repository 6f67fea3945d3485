package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.BatchConsumer;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import dev.nightcall.queue.Received;
import dev.nightcall.queue.Unhandleable;
import dev.nightcall.sending.Later;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The way of an alert from its queue: is it held, which incident is it about, what follows. */
public final class IncidentRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final Stages stages;
    private final Related related;
    private final Closing closing;
    private final Suppressing suppressing;
    private final Ledger ledger;
    private final Meters meters;

    public IncidentRoutes(Queues queues, Messages messages, Stages stages, Related related, Closing closing,
                          Suppressing suppressing, Ledger ledger, Meters meters) {
        this.queues = queues;
        this.messages = messages;
        this.stages = stages;
        this.related = related;
        this.closing = closing;
        this.suppressing = suppressing;
        this.ledger = ledger;
        this.meters = meters;
    }

    @Override
    public void configure() {
        consume("alerts", "take-together", "take-alone");
        // What fires never waits behind what is over, however much that is.
        consume("recoveries", "take-recoveries", "take-recovery-alone");

        // The way of an alert, alone or one of several.
        from("direct:take").routeId("take").errorHandler(noErrorHandler())
            .to("direct:begin-maintenance").id("begin-what-covers-it")
            .setBody().body(List.class, this::look).id("look-at-what-is-known")
            .setBody().body(InHand.class, stages.suppressionFilter()::hold).id("hold")
            .filter().body(InHand.class, inHand -> !inHand.isDone()).id("suppression-filter")
                .setBody().body(InHand.class, stages.grouping()::take).id("to-incident")
            .end()
            .setVariable("in-hand").body()
            .setBody().body(InHand.class, InHand::outgoing)
            .to("direct:send").id("after-taking")
            .setBody().variable("in-hand")
            .process(e -> note(e.getMessage().getBody(InHand.class))).id("note-handled");

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

    private void consume(String queue, String together, String alone) {
        from(queues.consumerOfBatches(queue, "direct:" + alone)).routeId(together).errorHandler(noErrorHandler())
            .process(this::read).id("read-for-" + together)
            .to("direct:take").id("take-those-that-can-" + together)
            .process(IncidentRoutes::noteHandled);

        // What is left: it changed while it was looked at, more was said of the same thing, or one of them is poison.
        from("direct:" + alone).routeId(alone).routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue(queue, queues.url(queue), Alert.class, messages))
            .setVariable("alert").body()
            .setBody().body(Alert.class, alert -> List.of(alert))
            .to("direct:take").id("take-it-" + alone)
            .process(e -> e.getMessage().getBody(InHand.class).requireTaken(e.getVariable("alert", Alert.class)));
    }

    private InHand look(List<?> alerts) {
        return stages.looking().look(alerts.stream().map(Alert.class::cast).toList());
    }

    /** Last, when everything is sent. */
    private void note(InHand inHand) {
        ledger.handled(inHand.handled());
        inHand.taken().values().forEach(one -> meters.alert(one.decision()));
    }

    private void read(Exchange exchange) {
        Map<Alert, String> ids = new LinkedHashMap<>();
        for (Object received : exchange.getMessage().getBody(List.class)) {
            read((Received) received, ids);
        }
        exchange.setVariable("ids", ids);
        exchange.getMessage().setBody(List.copyOf(ids.keySet()));
    }

    /** What cannot be read is left: alone it becomes a dead letter. */
    private void read(Received received, Map<Alert, String> ids) {
        try {
            ids.put(messages.read(received.body(), Alert.class), received.id());
        } catch (Unhandleable e) {
            log.debug("left: {}", received.id(), e);
        }
    }

    private static void noteHandled(Exchange exchange) {
        Map<?, ?> ids = exchange.getVariable("ids", Map.class);
        exchange.setProperty(BatchConsumer.HANDLED,
                exchange.getMessage().getBody(InHand.class).taken().keySet().stream().map(ids::get).toList());
    }
}
