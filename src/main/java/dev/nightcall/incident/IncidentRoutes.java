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
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Maintenance;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The way of an alert from its queue: is it held, which incident is it about, what follows. */
public final class IncidentRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final Maintenance maintenance;
    private final Stages stages;
    private final Related related;
    private final Closing closing;
    private final Suppressing suppressing;
    private final Ledger ledger;
    private final Meters meters;

    public IncidentRoutes(Queues queues, Messages messages, Maintenance maintenance, Stages stages, Related related,
                          Closing closing, Suppressing suppressing, Ledger ledger, Meters meters) {
        this.queues = queues;
        this.messages = messages;
        this.maintenance = maintenance;
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
            .setVariable("begun").body(List.class, this::begin).id("begin-maintenance")
            .setBody().body(List.class, this::look).id("note-recoveries-and-look")
            .setBody().body(InHand.class, stages.suppressionFilter()::hold).id("hold")
            .filter().body(InHand.class, inHand -> !inHand.isDone()).id("suppression-filter")
                .setBody().body(InHand.class, stages.grouping()::take).id("to-incident")
            .end()
            .setVariable("outgoing").exchange(IncidentRoutes::outgoing).id("what-follows")
            .toV("direct:send", "outgoing", "sent").id("after-taking")
            .process(e -> note(e.getMessage().getBody(InHand.class))).id("note-handled");

        from("direct:raise-related").routeId("raise-related").errorHandler(noErrorHandler())
            .setVariable("raised").body(Later.class, related::raise).id("what-was-related")
            .toV("direct:send", "raised", "sent").id("raise-what-was-related")
            .process(e -> related.looked(e.getMessage().getBody(Later.class), e.getVariable("raised", List.class)))
                .id("note-look");

        from("direct:look-at-suppressed").routeId("look-at-suppressed").errorHandler(noErrorHandler())
            .setBody().body(Later.class, closing::look).id("is-it-over")
            .to("direct:send").id("after-looking-at-suppressed");

        from("direct:look-through").routeId("look-through").errorHandler(noErrorHandler())
            .setBody().body(Later.class, suppressing::lookThrough).id("what-it-covers")
            .to("direct:send").id("after-looking-through");
    }

    private void consume(String queue, String together, String alone) {
        from(queues.consumerOfBatches(queue, "direct:" + alone)).routeId(together).errorHandler(noErrorHandler())
            .process(this::read).id("read-for-" + together)
            .to("direct:take").id("take-those-that-can-" + together)
            .process(IncidentRoutes::noteHandled).id("which-are-taken-" + together);

        // What is left: it changed while it was looked at, more was said of the same thing, or one of them is poison.
        from("direct:" + alone).routeId(alone).routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue(queue, queues.url(queue), Alert.class, messages)).id("read-for-" + alone)
            .setVariable("alert").body().id("keep-alert-" + alone)
            .setBody().body(Alert.class, alert -> List.of(alert)).id("a-batch-of-one-" + alone)
            .to("direct:take").id("take-it-" + alone)
            .process(e -> e.getMessage().getBody(InHand.class).requireTaken(e.getVariable("alert", Alert.class)))
                .id("require-taken-" + alone);
    }

    private List<Outgoing> begin(List<?> alerts) {
        return maintenance.begin(cast(alerts));
    }

    private InHand look(List<?> alerts) {
        return stages.looking().look(cast(alerts));
    }

    private static List<Alert> cast(List<?> alerts) {
        return alerts.stream().map(Alert.class::cast).toList();
    }

    /** What ends a suppression that has just begun comes before what follows from it. */
    private static List<Outgoing> outgoing(Exchange exchange) {
        return Stream.concat(((List<?>) exchange.getVariable("begun", List.class)).stream().map(Outgoing.class::cast),
                exchange.getMessage().getBody(InHand.class).outgoing().stream()).toList();
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
