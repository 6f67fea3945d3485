package dev.nightcall.call;

import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.core.Bucket;
import dev.nightcall.core.CallTimes;
import dev.nightcall.core.Gathering;
import dev.nightcall.core.Lines;
import dev.nightcall.core.PhoneOutage;
import dev.nightcall.core.Quota;
import dev.nightcall.escalation.Acknowledging;
import dev.nightcall.escalation.Asked;
import dev.nightcall.escalation.CallEnd;
import dev.nightcall.escalation.Escalation;
import dev.nightcall.escalation.Reached;
import dev.nightcall.incident.Incidents;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.night.Decisions;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Recipients;
import dev.nightcall.outage.DialState;
import dev.nightcall.outage.DialStates;
import dev.nightcall.sending.CallSettled;
import dev.nightcall.sending.Dial;
import dev.nightcall.sending.DialSent;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Settle;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.settling.Settlement;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.QuotaTable;
import dev.nightcall.telephone.Telephone;
import dev.nightcall.telephone.connect.AmazonConnect;
import dev.nightcall.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The classes that phone, as {@code Calling} makes them with the settings that are the defaults, but without routes: each method
 * does what a route does with one message, and hands back what is to be sent.
 */
public final class Telephony {

    /** {@code nightcall.call.lease}, the shortest time for which one Nightcall believes another. */
    public static final Duration LEASE = Duration.ofSeconds(60);
    /** {@code nightcall.call.unknown-after}. */
    public static final Duration UNKNOWN_AFTER = Duration.ofSeconds(90);
    /** {@code nightcall.call.longest}. */
    public static final Duration LONGEST = Duration.ofMinutes(10);
    /** {@code nightcall.connect.rate} and {@code burst}, and those of looks and other requests. */
    private static final RequestRate DIALS = new RequestRate(2, 5);
    private static final RequestRate LOOKS = new RequestRate(5, 5);
    private static final int CONCURRENT = 10;

    private static final Gathering GATHERING = new Gathering(Duration.ofMillis(200), Duration.ofMinutes(30),
            Duration.ofSeconds(3), Duration.ofSeconds(30));
    private static final DialState.Limits LIMITS = new DialState.Limits(Duration.ofSeconds(60), Duration.ofSeconds(5),
            Duration.ofSeconds(30), Duration.ofSeconds(20));
    private static final CallTimes TIMES = new CallTimes(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(3), Duration.ofSeconds(25), LONGEST, UNKNOWN_AFTER);
    private static final Voices VOICES = new Voices(Map.of("en", "Joanna"));
    /** Nobody looks at them. */
    private static final Meters METERS = new Meters(new SimpleMeterRegistry(), Clock.systemUTC());

    public final Acknowledging acknowledging;
    public final Escalation escalation;
    public final Calls calls;
    public final LineTable lines;
    private final DialStates dials;
    private final CallRequests requests;
    private final Claiming claiming;
    private final Dialling dialling;
    private final CallWatch watch;
    private final Settlement settlement;

    /**
     * @param ids   of new calls
     * @param pause waits in the thread, for a token of Connect's quota
     */
    public Telephony(Decisions decisions, Names.Tables names, DynamoDbClient dynamoDb, ConnectClient client, OnCall onCall,
                     Supplier<String> ids, Clock clock, Consumer<Duration> pause) {
        Supplier<OnCall> plan = () -> onCall;
        Incidents incidents = decisions.incidents;
        Transactions transactions = new Transactions(dynamoDb);
        Timeline timeline = new Timeline(new Table(dynamoDb, names.timeline()));
        Table fleet = new Table(dynamoDb, names.fleet());
        dials = new DialStates(fleet, LIMITS, clock);
        acknowledging = decisions.acknowledging;
        escalation = new Escalation(incidents, decisions.alerts, timeline, plan, dials::outageSeen, clock);
        Quota rule = new Quota(Bucket.ofDials(DIALS.perSecond(), DIALS.burst()), CONCURRENT);
        Supplier<Lines> rules = () -> new Lines(GATHERING, rule, clock.instant());
        QuotaTable quota = new QuotaTable(fleet, rule);
        lines = new LineTable(new Table(dynamoDb, names.lines()), transactions, quota);
        calls = new Calls(new Table(dynamoDb, names.calls()));
        Remaining remaining = new Remaining(lines, incidents, decisions.informing, timeline);
        requests = new CallRequests(incidents, lines, calls, remaining, timeline, transactions, plan, rules, clock);
        claiming = new Claiming(new LineLook.Sources(lines, calls, remaining, quota, dials, () -> new Reads(dynamoDb)),
                rules, timeline, transactions, ids, clock,
                new Claiming.Times(LEASE, pause));
        Telephone telephone = new AmazonConnect(client, "instance", "flow", "+815000000000");
        Speech speech = new Speech(plan, decisions.alerts, VOICES, clock);
        RequestQuota stops = quota(RequestQuota.STOPS, DIALS, fleet, clock, pause);
        AfterDialling after = new AfterDialling(calls, lines, telephone, stops, new DialAnswers(dials, quota, calls, clock),
                timeline, transactions, clock, TIMES);
        dialling = new Dialling(calls, lines, remaining, telephone, after, speech, plan, transactions, clock, TIMES);
        NothingLeft nothingLeft = new NothingLeft(remaining, telephone, speech,
                quota(RequestQuota.UPDATES, DIALS, fleet, clock, pause));
        CallLook look = new CallLook(calls, lines.pages(), incidents, () -> new Reads(dynamoDb), clock);
        watch = new CallWatch(look, remaining, nothingLeft, telephone, quota(RequestQuota.LOOKS, LOOKS, fleet, clock, pause),
                stops, clock, TIMES);
        settlement = new Settlement(calls, lines, incidents, new CallEnd(incidents, acknowledging, escalation, lines,
                () -> new Reads(dynamoDb)), decisions.suppressing, timeline, clock, METERS);
    }

    private static RequestQuota quota(String name, RequestRate rate, Table table, Clock clock, Consumer<Duration> pause) {
        return new RequestQuota(table, name, Bucket.ofRequests(rate.perSecond(), rate.burst()), clock, pause);
    }

    /** The latest time in which nobody could be phoned. */
    public Optional<PhoneOutage> outage() {
        return dials.outageSeen();
    }

    /** Those of a position who are to be phoned, one after the other. */
    public Asked ask(Reached reached) {
        List<Asked> asked = reached.calls().stream().map(call -> requests.ask(Recipients.named(call), reached)).toList();
        return new Asked(asked.stream().flatMap(one -> one.outgoing().stream()).toList(), asked.stream().anyMatch(Asked::anew));
    }

    /**
     * A line is claimed, and its call dialled.
     *
     * @param message id of the message that asks for it
     * @param send    sends what comes before the dial
     * @return what is to be sent after it
     */
    public List<Outgoing> dial(Dial dial, String message, Consumer<List<Outgoing>> send) {
        Optional<Claim> claim = claiming.claim(dial.engineer(), message);
        claim.map(Claim::first).ifPresent(send);
        return claim.map(dialling::dial).orElse(List.of());
    }

    public void dialSent(DialSent sent) {
        requests.dialSent(sent);
    }

    public List<Outgoing> withdraw(Withdrawal withdrawal) {
        return requests.withdraw(withdrawal);
    }

    public List<Outgoing> look(Later later) {
        Glance glance = watch.begin(later);
        return glance.isDone() ? glance.outgoing() : watch.look(glance);
    }

    public List<Outgoing> settle(Settle settle) {
        return settlement.settle(settle);
    }

    public void settled(CallSettled settled) {
        settlement.settled(settled);
    }
}
