package dev.nightcall.night;

import dev.nightcall.alert.Json;
import dev.nightcall.local.Names;
import dev.nightcall.queue.DeadLetter;
import dev.nightcall.queue.Messages;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a test puts on the queues and the stream of a night directly, and what it finds there. */
public final class BackDoor implements AutoCloseable {

    private final Messages messages = new Messages(Json.mapper());
    private final SqsClient sqs = SqsClient.create();
    private final KinesisClient kinesis = KinesisClient.create();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Names names;

    BackDoor(Names names) {
        this.names = names;
    }

    /** @param message a text as it is, anything else as JSON */
    public void put(String queue, Object message) {
        String url = url(queue);
        String body = message instanceof String text ? text : messages.write(message);
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    /** Loses every message of a queue, those that are not due included. */
    public void purge(String queue) {
        String url = url(queue);
        sqs.purgeQueue(purge -> purge.queueUrl(url));
    }

    public void putRecord(String key, String json) {
        kinesis.putRecord(put -> put.streamName(names.stream()).partitionKey(key).data(SdkBytes.fromUtf8String(json)));
    }

    /** All that have been found so far. */
    public List<DeadLetter> deadLetters() {
        String url = url(names.queues().deadLetters());
        sqs.receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10)).messages().forEach(message -> {
            deadLetters.add(messages.read(message.body(), DeadLetter.class));
            sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        });
        return List.copyOf(deadLetters);
    }

    /** How many messages of the working queues wait now or are being handled; those not due yet are not counted. */
    public int unhandled() {
        return Stream.of(names.queues().alerts(), names.queues().recoveries(), names.queues().later(), names.queues().calls(),
                names.queues().notices()).mapToInt(this::unhandled).sum();
    }

    /** The same of one queue. */
    public int unhandled(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(url(queue)).attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).attributes()
                .values().stream().mapToInt(Integer::parseInt).sum();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }

    @Override
    public void close() {
        sqs.close();
        kinesis.close();
    }
}
