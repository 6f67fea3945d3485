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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * SQS for whoever reads a queue: receives wait for messages for many seconds (long polling), and a stop must not wait for
 * them. Ended, it gives up those that are open and answers all others with nothing. What SQS has answered just then is seen
 * by nobody here; SQS hands it to another when its visibility timeout has passed.
 *
 * <p>Of those that read the same queue one waits at SQS while nothing comes, and the others wait here for a place: see
 * {@link Places}. Who gets none in the time in which SQS would have answered is answered with nothing, as by SQS.
 */
public final class LongPolls implements SqsClient {

    private static final ReceiveMessageResponse NOTHING = ReceiveMessageResponse.builder().build();

    private final SqsClient receiving;
    private final SqsClient others;
    private final Map<String, Places> queues = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /**
     * @param receiving does receives only; closed when they end
     * @param others    does all that follows a receive, after the end as well: what is being handled is still deleted
     */
    LongPolls(SqsClient receiving, SqsClient others) {
        this.receiving = receiving;
        this.others = others;
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
        boolean withMessages = false;
        try {
            ReceiveMessageResponse answer = receiving.receiveMessage(request);
            withMessages = answer.hasMessages() && !answer.messages().isEmpty();
            return answer;
        } catch (RuntimeException e) {
            // A connection that was closed under it, and no failure.
            if (ended) {
                return NOTHING;
            }
            throw e;
        } finally {
            places.leave(withMessages);
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
