package dev.nightcall.queue;

import dev.nightcall.aws.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A queue whose messages are received and deleted several at once. */
final class MessageBatches {

    private static final Logger LOG = LoggerFactory.getLogger(MessageBatches.class);

    private final SqsClient receiving;
    private final SqsClient sqs;
    private final String url;
    private final String queue;
    private final BatchComponent.Times times;

    MessageBatches(SqsClient receiving, SqsClient sqs, String url, String queue, BatchComponent.Times times) {
        this.receiving = receiving;
        this.sqs = sqs;
        this.url = url;
        this.queue = queue;
        this.times = times;
    }

    /** The queue's own name, as its settings say. */
    String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    Duration visibility() {
        return Duration.ofSeconds(times.visibility());
    }

    /** Ten at most; none when none came in time. */
    List<Message> receive() {
        return receiving.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(Batches.MOST)
                .waitTimeSeconds(times.receive()).visibilityTimeout(times.visibility()).messageSystemAttributeNames(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    Received received(Message message) {
        return new Received(queue, url, message.messageId(), message.receiptHandle(), times(message), message.body());
    }

    static int times(Message message) {
        return Integer.parseInt(message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    /**
     * Keeps a message hidden from others for as long as if it had just been received.
     *
     * @return false when it is no longer ours, and whoever receives it next handles it
     */
    boolean keep(Message message) {
        try {
            sqs.changeMessageVisibility(change -> change.queueUrl(url).receiptHandle(message.receiptHandle())
                    .visibilityTimeout(times.visibility()));
            return true;
        } catch (SqsException e) {
            if (!Outage.isLateReceipt(e)) {
                throw e;
            }
            LOG.info("{}: message {} comes again, it was here for too long: {}", queue, message.messageId(), e.getMessage());
            return false;
        }
    }

    /** What is not deleted is delivered again, which changes nothing. */
    void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder().id("" + entries.size())
                    .receiptHandle(message.receiptHandle()).build());
        }
        List<BatchResultErrorEntry> failed = sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries)).failed();
        if (!failed.isEmpty()) {
            boolean late = failed.stream().allMatch(entry -> Outage.isLateReceipt(entry.code()));
            LOG.atLevel(late ? Level.INFO : Level.WARN).log("{}: {} messages are handled and come again: {}", queue,
                    failed.size(), failed.get(0).message());
        }
    }
}
