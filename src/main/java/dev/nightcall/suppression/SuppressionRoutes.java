package dev.nightcall.suppression;

import dev.nightcall.sending.Later;
import dev.nightcall.sending.MaintenanceAnnounced;
import dev.nightcall.sending.MaintenanceTaken;
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
        from("direct:note-announced").routeId("note-announced").errorHandler(noErrorHandler())
            .process(e -> maintenance.note(e.getMessage().getBody(MaintenanceAnnounced.class))).id("end-is-announced");

        from("direct:note-taken").routeId("note-taken").errorHandler(noErrorHandler())
            .process(e -> maintenance.note(e.getMessage().getBody(MaintenanceTaken.class))).id("open-ones-are-taken");

        from("direct:end-suppression").routeId("end-suppression").errorHandler(noErrorHandler())
            .setVariable("held").body(Later.class, holding::raise).id("what-was-held")
            .toV("direct:send", "held", "sent").id("raise-again")
            .process(e -> holding.forget(e.getMessage().getBody(Later.class), e.getVariable("held", List.class)))
                .id("forget-held");
    }
}
