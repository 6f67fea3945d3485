package dev.nightcall.night;

import dev.nightcall.alert.Json;
import dev.nightcall.aws.Transactions;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.incident.Filing;
import dev.nightcall.incident.Grouping;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Messages;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The classes that decide, on the tables of a night that has not begun: no route sends what they return, so that a test may
 * stop between any two writes.
 */
final class Decisions {

    final Holding holding;
    final Suppressing suppressing;
    final Incidents incidents;
    final Grouping grouping;
    final Related related;
    final Escalation escalation;

    /**
     * @param ofRelated    the plan, asked while an incident is taken over
     * @param ofEscalation the plan, asked while a position is reached
     */
    Decisions(Night night, OnCall plan, Supplier<OnCall> ofRelated, Supplier<OnCall> ofEscalation, Clock clock) {
        Messages messages = new Messages(Json.mapper());
        Transactions transactions = night.transactions();
        Timeline timeline = new Timeline(night.table(night.names().tables().timeline()));
        AlertTable alerts = new AlertTable(night.table(night.names().tables().alerts()), messages);
        incidents = new Incidents(night.table(night.names().tables().incidents()), transactions, timeline, messages);
        Filing filing = new Filing(alerts, timeline, transactions);
        Duration look = Duration.ofMinutes(1);
        related = new Related(incidents, alerts, filing, timeline, ofRelated, clock, look);
        Meters meters = new Meters(new SimpleMeterRegistry(), clock);
        holding = new Holding(new Suppressions(night.table(night.names().tables().suppressions())), alerts, timeline, clock,
                meters);
        grouping = new Grouping(incidents, alerts, timeline, filing,
                new Related(incidents, alerts, filing, timeline, () -> plan, clock, look), () -> plan,
                () -> UUID.randomUUID().toString(), clock, meters);
        suppressing = new Suppressing(incidents, alerts, holding, related, clock);
        escalation = new Escalation(incidents, alerts, timeline, ofEscalation, clock);
    }
}
