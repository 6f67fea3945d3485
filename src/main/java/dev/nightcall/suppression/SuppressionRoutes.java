package dev.nightcall.suppression;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.Suppression;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.MaintenanceTaken;
import dev.nightcall.sending.Outgoing;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;

/** What begins by the plan, and what becomes of what was held when a suppression ends. */
public final class SuppressionRoutes extends RouteBuilder {

    private final Maintenance maintenance;
    private final Holding holding;

    public SuppressionRoutes(Maintenance maintenance, Holding holding) {
        this.maintenance = maintenance;
        this.holding = holding;
    }

    @Override
    public void configure() {
        from("direct:begin-maintenance").routeId("begin-maintenance").errorHandler(noErrorHandler())
            .setVariable("alerts").body()
            .setBody().body(List.class, this::begin)
            .to("direct:send").id("announce-ends")
            .setBody().variable("alerts");

        from("direct:note-announced").routeId("note-announced").errorHandler(noErrorHandler())
            .process(e -> maintenance.note(e.getMessage().getBody(MaintenanceAnnounced.class)));

        from("direct:note-taken").routeId("note-taken").errorHandler(noErrorHandler())
            .process(e -> maintenance.note(e.getMessage().getBody(MaintenanceTaken.class)));

        from("direct:end-suppression").routeId("end-suppression").errorHandler(noErrorHandler())
            .setVariable("ending").body()
            .setBody().body(Later.class, holding::raise)
            .to("direct:send").id("raise-again")
            .setBody().variable("ending")
            .process(e -> holding.forget(e.getMessage().getBody(Later.class))).id("forget-held");
    }

    private List<Outgoing> begin(List<?> alerts) {
        return alerts.stream().map(Alert.class::cast).flatMap(alert -> maintenance.begin(alert).stream()).distinct().toList();
    }
}
