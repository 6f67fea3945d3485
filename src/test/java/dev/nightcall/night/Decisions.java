package dev.nightcall.night;

import dev.nightcall.alert.Json;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.incident.Filing;
import dev.nightcall.incident.Grouping;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Messages;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The classes that decide, on the tables of a night that has not begun: no route sends what they return, so that a test may
 * stop between any two writes.
 */
final class Decisions {

    final Transactions transactions;
    final Timeline timeline;
    final AlertTable alerts;
    final Incidents incidents;
    final Grouping grouping;
    final Related related;
    final Escalation escalation;

    /**
     * @param ofRelated    the plan, asked while an incident is taken over
     * @param ofEscalation the plan, asked while a position is reached
     */
    Decisions(Night night, OnCall plan, Supplier<OnCall> ofRelated, Supplier<OnCall> ofEscalation, Clock clock) {
        this(night.names().tables(), night::table, night.transactions(), plan, ofRelated, ofEscalation, clock);
    }

    /** The same with a client of DynamoDB of their own, as one that is watched. */
    Decisions(Night night, DynamoDbClient client, OnCall plan, Clock clock) {
        this(night.names().tables(), name -> new Table(client, name), new Transactions(client), plan, () -> plan, () -> plan,
                clock);
    }

    private Decisions(Names.Tables names, Function<String, Table> table, Transactions transactions, OnCall plan,
                      Supplier<OnCall> ofRelated, Supplier<OnCall> ofEscalation, Clock clock) {
        this.transactions = transactions;
        Messages messages = new Messages(Json.mapper());
        timeline = new Timeline(table.apply(names.timeline()));
        alerts = new AlertTable(table.apply(names.alerts()), messages);
        incidents = new Incidents(table.apply(names.incidents()), transactions, timeline, messages);
        Filing filing = new Filing(alerts, timeline, transactions);
        Duration look = Duration.ofMinutes(1);
        related = new Related(incidents, alerts, filing, timeline, ofRelated, clock, look);
        grouping = new Grouping(incidents, alerts, timeline, filing,
                new Related(incidents, alerts, filing, timeline, () -> plan, clock, look), () -> plan,
                () -> UUID.randomUUID().toString(), clock, new Meters(new SimpleMeterRegistry(), clock));
        escalation = new Escalation(incidents, alerts, timeline, ofEscalation, clock);
    }
}
