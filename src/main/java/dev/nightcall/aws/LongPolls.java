package dev.nightcall.aws;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * SQS for whoever reads a queue: receives wait for messages for many seconds (long polling), and a stop must not wait for
 * them. Ended, it gives up those that are open and answers all others with nothing. What SQS has answered just then is seen
 * by nobody here; SQS hands it to another when its visibility timeout has passed.
 *
 * <p>Of those that read the same queue one waits at SQS while nothing comes, and the others wait here for a place: see
 * {@link Places}. Who gets none in the time in which SQS would have answered is answered with nothing, as by SQS.
 */
public final class LongPolls implements SqsClient {

    /** Whoever waits so long has found what came just then. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final ReceiveMessageResponse NOTHING = ReceiveMessageResponse.builder().build();

    private final SqsClient receiving;
    private final SqsClient others;
    private final LongSupplier nanoTime;
    private final Map<String, Places> queues = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /**
     * @param receiving does receives only; closed when they end
     * @param others    does all that follows a receive, after the end as well: what is being handled is still deleted
     * @param nanoTime  goes on, as {@link System#nanoTime()}
     */
    LongPolls(SqsClient receiving, SqsClient others, LongSupplier nanoTime) {
        this.receiving = receiving;
        this.others = others;
        this.nanoTime = nanoTime;
    }

    /** Gives up what waits; may be said twice. */
    public void end() {
        ended = true;
        queues.values().forEach(Places::end);
        receiving.close();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        Places places = queues.computeIfAbsent(request.queueUrl(), queue -> new Places());
        int wait = request.waitTimeSeconds() == null ? 0 : request.waitTimeSeconds();
        if (ended || !places.take(wait, TimeUnit.SECONDS)) {
            return NOTHING;
        }
        long begun = nanoTime.getAsLong();
        Places.Found found = Places.Found.NOTHING;
        try {
            ReceiveMessageResponse answer = receiving.receiveMessage(request);
            if (answer.hasMessages() && !answer.messages().isEmpty()) {
                found = nanoTime.getAsLong() - begun < AT_ONCE.toNanos() ? Places.Found.MESSAGES_AT_ONCE
                        : Places.Found.MESSAGES_AFTER_A_WHILE;
            }
            return answer;
        } catch (RuntimeException e) {
            // A connection that was closed under it, and no failure.
            if (ended) {
                return NOTHING;
            }
            throw e;
        } finally {
            places.leave(found);
        }
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return others.deleteMessage(request);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return others.changeMessageVisibility(request);
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(ChangeMessageVisibilityBatchRequest request) {
        return others.changeMessageVisibilityBatch(request);
    }

    @Override
    public String serviceName() {
        return receiving.serviceName();
    }

    @Override
    public void close() {
        end();
    }
}
