package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.metrics.Decision;
import dev.nightcall.queue.FromQueue;
import dev.nightcall.queue.Later;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueErrors;
import dev.nightcall.queue.Queues;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;

/**
 * The suppression filter: an accepted alert goes on to its incident or is held, and is raised again at the end. Here come
 * the alerts that are not taken together with others.
 */
public final class SuppressionRoutes extends RouteBuilder {

    private final Queues queues;
    private final Messages messages;
    private final Aliases aliases;
    private final Maintenance maintenance;
    private final Holding holding;
    private final Ledger ledger;

    public SuppressionRoutes(Queues queues, Messages messages, Aliases aliases, Maintenance maintenance, Holding holding,
            Ledger ledger) {
        this.queues = queues;
        this.messages = messages;
        this.aliases = aliases;
        this.maintenance = maintenance;
        this.holding = holding;
        this.ledger = ledger;
    }

    @Override
    public void configure() {
        from("direct:take-alert").routeId("filter").routeConfigurationId(QueueErrors.ID)
            .process(new FromQueue("alerts", queues.url("alerts"), Alert.class, messages))
            .setBody().body(Alert.class, aliases::recall)
            .to("direct:begin-maintenance").id("begin-what-covers-it")
            .choice()
                .when().body(Alert.class, holding::letsPass).id("suppression-filter")
                    .to("direct:join-incident").id("to-incident")
                .otherwise()
                    .setVariable("handled").body(Alert.class, SuppressionRoutes::held)
            .end()
            .process(e -> ledger.handled(List.of(e.getVariable("handled", Ledger.Handled.class)))).id("note-handled");

        from("direct:begin-maintenance").routeId("begin-maintenance").errorHandler(noErrorHandler())
            .setVariable("alert").body()
            .setBody().body(Alert.class, maintenance::begin)
            .to("direct:send").id("announce-ends")
            .setBody().variable("alert");

        from("direct:note-announced").routeId("note-announced").errorHandler(noErrorHandler())
            .process(e -> maintenance.noteAnnounced(e.getMessage().getBody(Suppression.class)));

        from("direct:note-taken").routeId("note-taken").errorHandler(noErrorHandler())
            .process(e -> maintenance.noteTaken(e.getMessage().getBody(Suppression.class)));

        from("direct:end-suppression").routeId("end-suppression").errorHandler(noErrorHandler())
            .setVariable("ending").body()
            .setBody().body(Later.class, holding::raise)
            .to("direct:send").id("raise-again")
            .setBody().variable("ending")
            .process(e -> holding.forget(e.getMessage().getBody(Later.class))).id("forget-held");
    }

    private static Ledger.Handled held(Alert alert) {
        return new Ledger.Handled(alert, Decision.HELD.word(), null);
    }
}
