package dev.nightcall;

import dev.nightcall.aws.Clients;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.duty.DutyOverrides;
import dev.nightcall.duty.PlanInForce;
import dev.nightcall.escalation.Acknowledging;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Filing;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Informing;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Stages;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.queue.Messages;
import dev.nightcall.settings.Settings;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Maintenance;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Counted;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What alerts, suppressions and incidents are written down in, and the classes that move them; without routes. */
record Heart(Transactions transactions, Timeline timeline, Ledger ledger, AlertTable alerts, Suppressions suppressions,
             PlanInForce plan, Holding holding, Maintenance maintenance, Incidents incidents, Related related, Closing closing,
             Suppressing suppressing, Stages stages, Informing informing, Acknowledging acknowledging, Escalation escalation) {

    /**
     * @param tables by the names that they have in the settings
     * @param outage the latest time in which nobody could be phoned, which may be now
     */
    static Heart of(Settings settings, Clients clients, Function<String, Table> tables, Messages messages, OnCallFile onCall,
                    Supplier<Optional<PhoneOutage>> outage, Clock clock) {
        Transactions transactions = new Transactions(clients.dynamoDb());
        Supplier<Reads> reads = () -> new Reads(clients.dynamoDb());
        Timeline timeline = new Timeline(tables.apply("timeline"));
        Ledger ledger = new Ledger(tables.apply("ledger"), settings.duration("nightcall.ledger.keep"), clock);
        AlertTable alerts = new AlertTable(tables.apply("alerts"), messages);
        Suppressions suppressions = new Suppressions(tables.apply("suppressions"));
        PlanInForce plan = new PlanInForce(onCall, new DutyOverrides(tables.apply("overrides")));
        Holding holding = new Holding(suppressions, alerts, timeline, transactions, clock);
        Maintenance maintenance = new Maintenance(plan, suppressions, holding, clock);
        Incidents incidents = new Incidents(tables.apply("incidents"), transactions, timeline, messages);
        Filing filing = new Filing(incidents, alerts, timeline, transactions, clock);
        Related related = new Related(incidents, alerts, filing, timeline, plan, clock,
                settings.duration("nightcall.related.look"));
        Informing informing = new Informing(incidents, alerts, clock);
        Closing closing = new Closing(incidents, alerts, suppressions, related, informing, reads, clock);
        Suppressing suppressing = new Suppressing(incidents, alerts, holding, closing, transactions, clock);
        Stages stages = Stages.of(incidents, alerts, new Counted(tables.apply("ledger")), timeline, filing, related, closing,
                holding, suppressing, reads, transactions, plan, () -> UUID.randomUUID().toString(), clock);
        return new Heart(transactions, timeline, ledger, alerts, suppressions, plan, holding, maintenance, incidents, related,
                closing, suppressing, stages, informing, new Acknowledging(incidents, informing, closing, clock),
                new Escalation(incidents, alerts, timeline, plan, outage, clock));
    }
}
