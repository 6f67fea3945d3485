package dev.nightcall.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every point of the way at which a process is killed: before and after each kind of request that changes anything. */
final class KillPoints {

    private static final List<String> QUEUES = List.of("alerts", "recoveries", "later", "calls", "notices");

    /** All of them, by name. */
    static final List<String> ALL = Stream.of(
            Stream.of("SendMessageBatch(alerts)", "SendMessageBatch(recoveries)", "SendMessageBatch(later)",
                    "SendMessageBatch(notices)", "SendMessageBatch(calls)",
                    "DeleteMessageBatch(alerts)", "DeleteMessageBatch(recoveries)",
                    "DeleteMessage(later)", "DeleteMessage(notices)", "DeleteMessage(calls)")
                    .map(request -> "sqs:" + request).flatMap(KillPoints::around),
            QUEUES.stream().map(queue -> "before sqs:ChangeMessageVisibility(" + queue + ")"),
            Stream.of("later", "calls", "notices").map(queue -> "before sqs:ChangeMessageVisibilityBatch(" + queue + ")"),
            QUEUES.stream().map(queue -> "after sqs:ReceiveMessage(" + queue + ")"),
            Stream.of("dynamodb:TransactWriteItems(alerts+incidents+timeline)", "dynamodb:TransactWriteItems(alerts+timeline)",
                    "dynamodb:TransactWriteItems(incidents+timeline)", "dynamodb:TransactWriteItems(incidents+lines+timeline)",
                    "dynamodb:TransactWriteItems(calls+fleet+lines)", "dynamodb:TransactWriteItems(calls+lines)",
                    "dynamodb:TransactWriteItems(fleet+lines)", "dynamodb:UpdateItem(fleet)",
                    "dynamodb:TransactWriteItems(alerts)", "dynamodb:TransactWriteItems(timeline)",
                    "dynamodb:BatchWriteItem(ledger)", "dynamodb:BatchWriteItem(timeline)",
                    "dynamodb:UpdateItem(alerts)", "dynamodb:DeleteItem(alerts)", "dynamodb:UpdateItem(incidents)",
                    "dynamodb:UpdateItem(calls)", "dynamodb:UpdateItem(lines)", "dynamodb:DeleteItem(lines)",
                    "dynamodb:PutItem(timeline)", "dynamodb:UpdateItem(timeline)",
                    "dynamodb:PutItem(suppressions)", "dynamodb:UpdateItem(suppressions)", "dynamodb:DeleteItem(suppressions)",
                    "dynamodb:UpdateItem(contact-record-leases)",
                    "connect:StartOutboundVoiceContact", "connect:StopContact", "connect:DescribeContact",
                    "connect:UpdateContactAttributes")
                    .flatMap(KillPoints::around),
            Stream.of("after kinesis:GetRecords")).flatMap(points -> points).toList();

    /** What is passed several times in a few seconds. */
    private static final Pattern FREQUENT = Pattern.compile(".*("
            + "(Send|Delete|Receive)Message(Batch)?\\((alerts|recoveries|later)\\)|Item\\((alerts|fleet|lines|timeline|contact-record-leases)\\)|DescribeContact)");

    /** Of those that are passed all the time, a life that is to see more has not all at once. */
    private static final int FREQUENT_AT_ONCE = 4;
    private static final int SOON = 6;
    private static final double ENOUGH = 0.9;
    private static final int LAST_HALF = ALL.size() / 2;

    private final Set<String> left = new LinkedHashSet<>(ALL);
    private final Random random;

    KillPoints(Random random) {
        this.random = random;
    }

    private static Stream<String> around(String request) {
        return Stream.of("before " + request, "after " + request);
    }

    /**
     * The points of a life, which ends at the one that it comes to first: every second of the rare ones whose turn it still is,
     * as several that live at the same time are not all to die at the same, and some of the others. The last half is for all.
     *
     * @return each with the how many-th time it is passed
     */
    synchronized Map<String, Integer> next() {
        List<String> shuffled = new ArrayList<>(left);
        Collections.shuffle(shuffled, random);
        Map<String, Integer> kills = new TreeMap<>();
        boolean forAll = shuffled.size() <= LAST_HALF;
        shuffled.stream().filter(point -> !isFrequent(point)).filter(point -> forAll || random.nextBoolean())
                .forEach(point -> kills.put(point, 1));
        shuffled.stream().filter(KillPoints::isFrequent).limit(FREQUENT_AT_ONCE)
                .forEach(point -> kills.put(point, 1 + random.nextInt(SOON)));
        return kills;
    }

    /** A life has ended at a point. When all had their turn, they have it again. */
    synchronized void hit(String point) {
        left.remove(point);
        if (left.isEmpty()) {
            left.addAll(ALL);
        }
    }

    /** How many of the points a Nightcall was killed at. */
    static long hits(List<Deed> deeds) {
        return deeds.stream().filter(deed -> deed.is(Deeds.KILLED)).map(Deed::point).filter(ALL::contains).distinct().count();
    }

    /** A promise that was not kept: a long run proves little that comes to few of the points. */
    static Optional<Violation> tooFew(List<Deed> deeds) {
        long hits = hits(deeds);
        return hits >= ENOUGH * ALL.size() ? Optional.empty() : Optional.of(new Violation("the way was walked",
                "killed at " + hits + " of " + ALL.size() + " points, " + Math.round(100 * ENOUGH) + " % are to be"));
    }

    private static boolean isFrequent(String point) {
        return FREQUENT.matcher(point).matches();
    }
}
