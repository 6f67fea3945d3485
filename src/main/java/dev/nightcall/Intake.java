package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.aws.ClockWatch;
import dev.nightcall.aws.OutageLog;
import dev.nightcall.aws.Clients;
import dev.nightcall.intake.IntakeRoutes;
import dev.nightcall.intake.Noting;
import dev.nightcall.intake.Sending;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.Queues;
import dev.nightcall.settings.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.LifecycleStrategySupport;

import java.time.Clock;

/** What is between all doors and the queue of alerts. It ends after the routes have, and before the clients of AWS. */
final class Intake extends MainListenerSupport {

    private final Noting noting;
    private final Sending sending;
    private final ClockWatch believed;
    private final OutageLog outages;

    Intake(Settings settings, Clients clients, Queues queues, Ledger ledger, ObjectMapper json, Meters meters, OutageLog outages,
           Clock clock) {
        int waiting = settings.integer("nightcall.intake.waiting");
        noting = new Noting(ledger::accepted, waiting, meters, clock);
        sending = new Sending(clients.sqs(), firing -> queues.url(firing ? "alerts" : "recoveries"), json,
                new Sending.Limits(waiting, settings.memory("nightcall.intake.waiting.memory"),
                        settings.integer("nightcall.intake.senders")), noting, meters);
        believed = clients.clock();
        this.outages = outages;
    }

    void addTo(Main main) {
        main.configure().addRoutesBuilder(new IntakeRoutes(sending, believed, outages));
        main.addMainListener(this);
    }

    /** As a listener of Camel and not of Main: at SIGTERM the process waits for Camel and no longer. */
    @Override
    public void beforeStart(BaseMainSupport main) {
        main.getCamelContext().addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext camel) {
                close();
            }
        });
    }

    private void close() {
        try {
            sending.close();
            noting.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
