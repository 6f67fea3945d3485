package dev.nightcall.call;

import dev.nightcall.alert.Json;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Lines;
import dev.nightcall.core.Quota;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Informing;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.queue.Messages;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The lines of a test that begins when they are asked for, and goes on when one of them is claimed. */
public final class Telephones {

    private static final Gathering AT_ONCE = new Gathering(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final int ANY = 10;
    private static final DialState.Limits LIMITS = new DialState.Limits(Duration.ofMinutes(1), Duration.ofSeconds(5),
            Duration.ofMinutes(1), Duration.ofSeconds(20));

    public final Calls calls;
    public final LineTable lines;
    public final CallRequests requests;
    private final Remaining remaining;
    private final Supplier<Lines> rules;
    private final QuotaTable quota;
    private final Table fleet;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;
    private final DynamoDbClient dynamoDb;

    /** All of them by this client, as one that is watched. */
    public Telephones(DynamoDbClient dynamoDb, Names.Tables names, Incidents incidents, OnCall plan, Clock clock) {
        this.clock = clock;
        this.dynamoDb = dynamoDb;
        transactions = new Transactions(dynamoDb);
        timeline = new Timeline(new Table(dynamoDb, names.timeline()));
        fleet = new Table(dynamoDb, names.fleet());
        Quota rule = new Quota(new Bucket(Duration.ofMillis(1), ANY), ANY);
        rules = () -> new Lines(AT_ONCE, rule, clock.instant());
        quota = new QuotaTable(fleet, rule);
        calls = new Calls(new Table(dynamoDb, names.calls()));
        lines = new LineTable(new Table(dynamoDb, names.lines()), transactions, quota);
        remaining = new Remaining(lines, incidents, new Informing(incidents,
                new AlertTable(new Table(dynamoDb, names.alerts()), new Messages(Json.mapper())), clock), timeline);
        requests = new CallRequests(incidents, lines, calls, remaining, timeline, transactions, () -> plan, rules, clock);
    }

    /** The engineer is about to be called about everything that waits. @param call the call's id */
    public void claim(String engineer, String call) {
        new Claiming(new LineLook.Sources(lines, calls, remaining, quota, new DialStates(fleet, LIMITS, clock),
                () -> new Reads(dynamoDb)), rules, timeline, transactions, () -> call, clock,
                new Claiming.Times(Duration.ofMinutes(1), wait -> { })).claim(engineer, "message").orElseThrow();
    }
}
