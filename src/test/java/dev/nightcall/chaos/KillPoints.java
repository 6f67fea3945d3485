package dev.nightcall.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every point of the way at which a process is killed: before and after each kind of request that changes anything. */
final class KillPoints {

    private static final List<String> QUEUES = List.of("alerts", "later", "calls", "notices");

    /** All of them, by name. */
    static final List<String> ALL = Stream.of(
            Stream.of("SendMessageBatch(alerts)", "SendMessageBatch(later)", "SendMessageBatch(notices)", "SendMessage(calls)",
                    "DeleteMessageBatch(alerts)", "DeleteMessage(later)", "DeleteMessage(notices)", "DeleteMessage(calls)")
                    .map(request -> "sqs:" + request).flatMap(KillPoints::around),
            QUEUES.stream().map(queue -> "before sqs:ChangeMessageVisibility(" + queue + ")"),
            Stream.of("before sqs:ChangeMessageVisibilityBatch(later)"),
            QUEUES.stream().map(queue -> "after sqs:ReceiveMessage(" + queue + ")"),
            Stream.of("dynamodb:TransactWriteItems(alerts+incidents+timeline)", "dynamodb:TransactWriteItems(alerts+timeline)",
                    "dynamodb:TransactWriteItems(incidents+timeline)", "dynamodb:TransactWriteItems(incidents+lines+timeline)",
                    "dynamodb:TransactWriteItems(calls+lines)", "dynamodb:TransactWriteItems(lines)",
                    "dynamodb:TransactWriteItems(alerts+incidents)", "dynamodb:TransactWriteItems(alerts)",
                    "dynamodb:TransactWriteItems(timeline)", "dynamodb:BatchWriteItem(ledger)",
                    "dynamodb:BatchWriteItem(timeline)",
                    "dynamodb:UpdateItem(alerts)", "dynamodb:DeleteItem(alerts)", "dynamodb:UpdateItem(incidents)",
                    "dynamodb:UpdateItem(calls)", "dynamodb:UpdateItem(lines)", "dynamodb:DeleteItem(lines)",
                    "dynamodb:PutItem(timeline)", "dynamodb:UpdateItem(timeline)",
                    "dynamodb:PutItem(suppressions)", "dynamodb:UpdateItem(suppressions)", "dynamodb:DeleteItem(suppressions)",
                    "dynamodb:UpdateItem(contact-record-leases)",
                    "connect:StartOutboundVoiceContact", "connect:StopContact", "connect:DescribeContact")
                    .flatMap(KillPoints::around),
            Stream.of("after kinesis:GetRecords")).flatMap(points -> points).toList();

    /** What is passed several times in a few seconds. */
    private static final Pattern FREQUENT = Pattern.compile(".*((Send|Delete|Receive)Message(Batch)?\\((alerts|later)\\)"
            + "|Item\\((alerts|lines|timeline|contact-record-leases)\\)|DescribeContact|GetRecords)");

    private final Deque<String> next = new ArrayDeque<>();
    private final Set<String> missed = new TreeSet<>();
    private final Random random;

    /** @param nth at the how many-th time it is passed */
    record Choice(String point, int nth) {
    }

    KillPoints(Random random) {
        this.random = random;
    }

    private static Stream<String> around(String request) {
        return Stream.of("before " + request, "after " + request);
    }

    /** Points whose turn it was, and to which nobody came: who does now dies there. */
    synchronized Set<String> missed() {
        return Set.copyOf(missed);
    }

    /** How a life ended. @param point where it was to; @param killedAt where it did, null if anywhere */
    synchronized void ended(String point, String killedAt) {
        missed.add(point);
        missed.remove(killedAt == null ? "" : killedAt);
    }

    /** Goes round and round through all of them, in another order each time. */
    synchronized Choice next() {
        if (next.isEmpty()) {
            List<String> shuffled = new ArrayList<>(ALL);
            Collections.shuffle(shuffled, random);
            next.addAll(shuffled);
        }
        String point = next.poll();
        return new Choice(point, 1 + random.nextInt(FREQUENT.matcher(point).matches() ? 6 : 2));
    }
}
