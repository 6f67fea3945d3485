package dev.nightcall.queue;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages are in a queue. */
public final class QueueSizes {

    private static final QueueAttributeName[] COUNTS = {QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED};

    private final SqsClient sqs;
    private final Queues queues;

    public QueueSizes(SqsClient sqs, Queues queues) {
        this.sqs = sqs;
        this.queues = queues;
    }

    /** About how many are in a queue, those that are delayed or being handled included. @param queue its short name */
    public long of(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(queues.url(queue)).attributeNames(COUNTS)).attributes().values()
                .stream().mapToLong(Long::parseLong).sum();
    }
}
