package dev.nightcall.intake;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.aws.WrongClockException;
import org.apache.camel.builder.RouteBuilder;

import java.util.List;

/**
 * The way from any source into the queue. Accepted means that SQS has taken it, so both routes return only then, and a
 * failure is the source's to handle: an HTTP request is answered 503, or 429 when too many wait, a mail stays unread.
 */
public final class IntakeRoutes extends RouteBuilder {

    private final Sending sending;
    private final ClockWatch clock;
    private final OutageLog outages;

    /** @param clock what comes while it is wrong is to be sent again, as when SQS is away */
    public IntakeRoutes(Sending sending, ClockWatch clock, OutageLog outages) {
        this.sending = sending;
        this.clock = clock;
        this.outages = outages;
    }

    @Override
    public void configure() {
        // The body stays the alert, for the source's answer.
        from("direct:alert").routeId("alert")
                .errorHandler(noErrorHandler())
                .process(e -> requireRightClock()).id("alert-clock")
                .removeHeaders("*").id("alert-forget-headers")
                .process(e -> send(List.of(e.getMessage().getMandatoryBody(Alert.class)))).id("alert-to-queue");

        // The first failure fails the request, and its sender repeats all: said twice, an alert joins its incident.
        from("direct:alerts").routeId("alerts")
                .errorHandler(noErrorHandler())
                .process(e -> requireRightClock()).id("alerts-clock")
                .process(e -> send(e.getMessage().getMandatoryBody(List.class))).id("alerts-to-queue");
    }

    /** An outage is one for all doors; each of them tells its own sender. */
    private void send(List<Alert> alerts) throws Exception {
        try {
            sending.send(alerts);
        } catch (Exception e) {
            if (Problems.of(e).status() == 503) {
                outages.turnedAway("accepting alerts", e);
            }
            throw e;
        }
    }

    /** When an alert was received decides what is older. */
    private void requireRightClock() {
        if (!clock.isRight()) {
            throw new WrongClockException(clock.problem());
        }
    }
}
