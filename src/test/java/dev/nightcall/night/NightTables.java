package dev.nightcall.night;

import dev.nightcall.alert.Json;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Quota;
import dev.nightcall.incident.Incidents;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.local.Names;
import dev.nightcall.queue.Messages;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;

/** What a night has written down, read as Nightcall reads it. @param clock that of the night */
public record NightTables(Names.Tables names, DynamoDbClient dynamoDb, Clock clock) {

    public Table table(String name) {
        return new Table(dynamoDb, name);
    }

    /** A read of many items. */
    public Reads reads() {
        return new Reads(dynamoDb);
    }

    public Transactions transactions() {
        return new Transactions(dynamoDb);
    }

    public Timeline timeline() {
        return new Timeline(table(names.timeline()));
    }

    public Incidents incidents() {
        return new Incidents(table(names.incidents()), transactions(), timeline(), new Messages(Json.mapper()));
    }

    public AlertTable alerts() {
        return new AlertTable(table(names.alerts()), new Messages(Json.mapper()));
    }

    public Calls calls() {
        return new Calls(table(names.calls()));
    }

    public LineTable lines() {
        return new LineTable(table(names.lines()), transactions(),
                new QuotaTable(table(names.fleet()), new Quota(Bucket.ofDials(2, 5), 10)));
    }

    /** What was accepted and what became of it. */
    public Ledger ledger() {
        return new Ledger(table(names.ledger()), Duration.ofDays(30), clock);
    }
}
