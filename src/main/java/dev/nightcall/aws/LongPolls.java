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

/**
 * SQS for whoever reads a queue: receives wait for messages for many seconds (long polling), and a stop must not wait for
 * them. Ended, it gives up those that are open and answers all others with nothing. What SQS has answered just then is seen
 * by nobody here; SQS hands it to another when its visibility timeout has passed.
 */
public final class LongPolls implements SqsClient {

    private static final ReceiveMessageResponse NOTHING = ReceiveMessageResponse.builder().build();

    private final SqsClient receiving;
    private final SqsClient others;
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
        receiving.close();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        if (ended) {
            return NOTHING;
        }
        try {
            return receiving.receiveMessage(request);
        } catch (RuntimeException e) {
            // A connection that was closed under it, and no failure.
            if (ended) {
                return NOTHING;
            }
            throw e;
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
