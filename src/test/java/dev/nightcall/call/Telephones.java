package dev.nightcall.call;

import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.incident.Incidents;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.timeline.Timeline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;

/** The lines of a test that begins when they are asked for, and goes on when one of them is claimed. */
public final class Telephones {

    private static final Gathering AT_ONCE = new Gathering(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final int ANY = 10;
    private static final DialState.Limits LIMITS = new DialState.Limits(Duration.ofMinutes(1), Duration.ofSeconds(5),
            Duration.ofMinutes(1), Duration.ofSeconds(20));

    public final Calls calls;
    public final Lines lines;
    public final CallRequests requests;
    private final Remaining remaining;
    private final Quota quota;
    private final Table table;
    private final Timeline timeline;
    private final Transactions transactions;
    private final Clock clock;

    /** All of them by this client, as one that is watched. */
    public Telephones(DynamoDbClient dynamoDb, Names.Tables names, Incidents incidents, OnCall plan, Clock clock) {
        this.clock = clock;
        transactions = new Transactions(dynamoDb);
        timeline = new Timeline(new Table(dynamoDb, names.timeline()));
        table = new Table(dynamoDb, names.lines());
        quota = new Quota(table, new Bucket(Duration.ofMillis(1), ANY), ANY);
        calls = new Calls(new Table(dynamoDb, names.calls()));
        lines = new Lines(table, transactions, quota);
        remaining = new Remaining(lines, incidents, timeline);
        requests = new CallRequests(incidents, lines, calls, remaining, timeline, transactions, () -> plan, clock);
    }

    /** The engineer is about to be called about everything that waits. @param call the call's id */
    public void claim(String engineer, String call) {
        WaitingOrder order = new WaitingOrder(lines, AT_ONCE, clock);
        QuotaWait quotaWait = new QuotaWait(order, lines, quota, timeline, clock, wait -> { });
        new Claiming(lines, calls, remaining, AT_ONCE, order, quota, quotaWait, new DialStates(table, LIMITS, clock), transactions,
                () -> call, clock, Duration.ofMinutes(1)).claim(engineer, "message", false).orElseThrow();
    }
}
