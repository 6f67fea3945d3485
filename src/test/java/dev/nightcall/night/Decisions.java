package dev.nightcall.night;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Json;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Quota;
import dev.nightcall.escalation.Acknowledging;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.incident.Closing;
import dev.nightcall.incident.Filing;
import dev.nightcall.incident.InHand;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Informing;
import dev.nightcall.incident.Related;
import dev.nightcall.incident.Stages;
import dev.nightcall.incident.Suppressing;
import dev.nightcall.incident.Taken;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.queue.Messages;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.suppression.Holding;
import dev.nightcall.suppression.Maintenance;
import dev.nightcall.suppression.Suppressions;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Counted;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The classes that decide, on the tables of a night that has not begun, or on any others: no route sends what they return, so
 * that a test may stop between any two writes.
 */
public final class Decisions {

    /** The way of alerts that come together, from their queue to what is sent. */
    public interface TakingTogether {

        Map<Alert, Taken> take(List<Alert> alerts);
    }

    /** What an alert leads to. */
    public interface Taking {

        List<Outgoing> take(Alert alert);
    }

    /** A mapper looks at each class once: simulated nights would have it do so thousands of times. */
    private static final Messages MESSAGES = new Messages(Json.mapper());

    public final Incidents incidents;
    public final AlertTable alerts;
    public final Suppressions suppressions;
    public final Holding holding;
    public final Closing closing;
    public final Suppressing suppressing;
    public final Taking grouping;
    final Stages stages;
    public final TakingTogether together;
    public final Related related;
    public final Informing informing;
    public final Acknowledging acknowledging;
    public final Escalation escalation;
    final Transactions transactions;
    private final LineTable lines;
    private final Supplier<Reads> reads;
    final Timeline timeline;

    /**
     * @param ofRelated    the plan, asked while an incident is taken over
     * @param ofEscalation the plan, asked while a position is reached
     */
    public Decisions(Night night, OnCall plan, Supplier<OnCall> ofRelated, Supplier<OnCall> ofEscalation, Clock clock) {
        this(night.names().tables(), DynamoDbClient.create(), plan, ofRelated, ofEscalation, Decisions::anyId, clock);
    }

    /** The same with a client of DynamoDB of their own, as one that is watched. */
    Decisions(Night night, DynamoDbClient client, OnCall plan, Clock clock) {
        this(night.names().tables(), client, plan, () -> plan, () -> plan, Decisions::anyId, clock);
    }

    /** The same without a night, on any store: as on a {@link dev.nightcall.simulator.MemoryDynamoDb} that has these tables. */
    public Decisions(Names.Tables names, DynamoDbClient client, OnCall plan, Clock clock) {
        this(names, client, plan, () -> plan, () -> plan, Decisions::anyId, clock);
    }

    /** @param ids of new incidents */
    public Decisions(Names.Tables names, DynamoDbClient client, OnCall plan, Supplier<String> ids, Clock clock) {
        this(names, client, plan, () -> plan, () -> plan, ids, clock);
    }

    private Decisions(Names.Tables names, DynamoDbClient dynamoDb, OnCall plan, Supplier<OnCall> ofRelated,
                      Supplier<OnCall> ofEscalation, Supplier<String> ids, Clock clock) {
        transactions = new Transactions(dynamoDb);
        timeline = new Timeline(new Table(dynamoDb, names.timeline()));
        lines = new LineTable(new Table(dynamoDb, names.lines()), transactions,
                new QuotaTable(new Table(dynamoDb, names.fleet()), new Quota(Bucket.ofDials(2, 5), 10)));
        reads = () -> new Reads(dynamoDb);
        alerts = new AlertTable(new Table(dynamoDb, names.alerts()), MESSAGES);
        incidents = new Incidents(new Table(dynamoDb, names.incidents()), transactions, timeline, MESSAGES);
        Filing filing = new Filing(incidents, alerts, timeline, transactions, clock);
        Duration look = Duration.ofMinutes(1);
        related = new Related(incidents, alerts, filing, timeline, ofRelated, clock, look);
        suppressions = new Suppressions(new Table(dynamoDb, names.suppressions()));
        informing = new Informing(incidents, alerts, clock);
        closing = new Closing(incidents, alerts, suppressions, related, informing, () -> new Reads(dynamoDb), clock);
        holding = new Holding(suppressions, alerts, timeline, transactions, clock);
        suppressing = new Suppressing(incidents, alerts, holding, closing, transactions, clock);
        stages = Stages.of(incidents, alerts, new Counted(new Table(dynamoDb, names.ledger())), timeline, filing,
                new Related(incidents, alerts, filing, timeline, () -> plan, clock, look), closing, holding, suppressing,
                () -> new Reads(dynamoDb), transactions, () -> plan, ids, clock);
        Maintenance maintenance = new Maintenance(() -> plan, suppressions, holding, clock);
        together = all -> {
            all.forEach(maintenance::begin);
            return stages.grouping().take(passed(all)).taken();
        };
        grouping = alert -> together.take(List.of(alert)).get(alert).outgoing();
        acknowledging = new Acknowledging(incidents, informing, closing, clock);
        escalation = new Escalation(incidents, alerts, timeline, ofEscalation, Optional::empty, clock);
    }

    /** Of calls about their incidents. */
    CallEnd callEnd() {
        return new CallEnd(incidents, acknowledging, escalation, lines, reads);
    }

    private static String anyId() {
        return UUID.randomUUID().toString();
    }

    /** Alerts that have passed the suppression filter, and are not in their incident yet. */
    InHand passed(List<Alert> all) {
        return stages.suppressionFilter().hold(stages.looking().look(all));
    }
}
