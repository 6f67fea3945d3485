package dev.nightcall.simulator;

import dev.nightcall.alert.Json;
import dev.nightcall.audit.Accounts;
import dev.nightcall.audit.Backlog;
import dev.nightcall.audit.Moves;
import dev.nightcall.audit.OverdueCalls;
import dev.nightcall.audit.OverdueIncidents;
import dev.nightcall.audit.OverdueLines;
import dev.nightcall.audit.OverdueSuppressions;
import dev.nightcall.audit.Patience;
import dev.nightcall.audit.Progress;
import dev.nightcall.aws.Table;
import dev.nightcall.call.Telephony;
import dev.nightcall.ledger.Ledger;
import dev.nightcall.local.Names;
import dev.nightcall.metrics.Meters;
import dev.nightcall.night.Decisions;
import dev.nightcall.queue.DeadLetters;
import dev.nightcall.queue.Messages;
import dev.nightcall.queue.QueueSizes;
import dev.nightcall.queue.Queues;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.timeline.Timeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What the auditor looks for, one after the other, as its route does. */
final class Auditor {

    /** {@code nightcall.audit.interval} and {@code nightcall.audit.grace}. */
    static final Duration INTERVAL = Duration.ofMinutes(5);
    static final Duration GRACE = Duration.ofMinutes(5);
    private static final Meters METERS = new Meters(new SimpleMeterRegistry(), Clock.systemUTC());

    private static final Messages MESSAGES = new Messages(Json.mapper());

    private final List<Supplier<List<Outgoing>>> checks;

    /** @param calls how many messages are in their queue */
    Auditor(Decisions decisions, Telephony telephony, Names.Tables names, DynamoDbClient dynamoDb, IntSupplier calls,
            Clock clock) {
        Patience patience = new Patience(GRACE, Telephony.LONGEST);
        Moves moves = new Moves(new Timeline(new Table(dynamoDb, names.timeline())), METERS);
        Progress progress = new Progress(new Table(dynamoDb, names.fleet()));
        SqsClient sqs = new Sizes(calls);
        QueueSizes sizes = new QueueSizes(sqs, new Queues(Map.of("calls", "calls")));
        Accounts accounts = new Accounts(new Ledger(new Table(dynamoDb, names.ledger()), Duration.ofDays(1), clock),
                decisions.incidents, telephony.calls, new Backlog(sizes, new DeadLetters(sqs, "", MESSAGES, clock), MESSAGES),
                patience, clock);
        OverdueIncidents incidents = new OverdueIncidents(decisions.incidents, progress, moves, patience, telephony::outage,
                clock);
        OverdueSuppressions suppressions = new OverdueSuppressions(decisions.holding, moves, patience, clock);
        OverdueLines lines = new OverdueLines(telephony.lines, telephony.calls, sizes, moves, patience, telephony::outage,
                clock);
        OverdueCalls overdueCalls = new OverdueCalls(accounts, telephony.calls, telephony.lines, moves, patience, clock);
        checks = List.of(incidents::escalate, incidents::endLeases, suppressions::end, incidents::comeBack, lines::serve,
                overdueCalls::look);
    }

    List<Supplier<List<Outgoing>>> checks() {
        return checks;
    }

    /** SQS, for whoever asks how long a queue is. */
    private record Sizes(IntSupplier calls) implements SqsClient {

        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            return GetQueueAttributesResponse.builder().attributes(Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    "" + calls.getAsInt())).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
