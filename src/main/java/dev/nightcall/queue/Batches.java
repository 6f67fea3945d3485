package dev.nightcall.queue;

import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several messages in one request to SQS, which takes ten of them, and no more bytes than of a single one. */
public final class Batches {

    /** SQS, SendMessageBatch. */
    public static final int MOST = 10;
    /** What every SQS takes; Amazon's has taken 1 MiB since August 2025. */
    public static final int MOST_BYTES = 256 * 1024;

    private Batches() {
    }

    /**
     * A message that is to be sent.
     *
     * @param delay how long SQS keeps it back, in seconds
     */
    public record Post(String body, int delay) {

        /** What SQS counts of it. */
        public int bytes() {
            return body.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** The requests that send all of these to a queue, in their order. The ids in a request count from 0. */
    public static List<SendMessageBatchRequest> of(String queueUrl, List<Post> posts) {
        List<SendMessageBatchRequest> requests = new ArrayList<>();
        List<Post> batch = new ArrayList<>();
        int bytes = 0;
        for (Post post : posts) {
            if (batch.size() == MOST || !batch.isEmpty() && bytes + post.bytes() > MOST_BYTES) {
                requests.add(request(queueUrl, batch));
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(post);
            bytes += post.bytes();
        }
        if (!batch.isEmpty()) {
            requests.add(request(queueUrl, batch));
        }
        return requests;
    }

    /** @throws TryAgain when SQS has not taken every message of a batch: it answers 200 all the same */
    public static void requireAll(SendMessageBatchResponse response) {
        if (response.hasFailed() && !response.failed().isEmpty()) {
            BatchResultErrorEntry first = response.failed().get(0);
            throw new TryAgain("SQS did not take " + response.failed().size() + " messages of a batch: " + first.code() + " "
                    + first.message(), Duration.ofSeconds(30), null);
        }
    }

    /** One request. @param posts no more and no longer than SQS takes at once; the ids count from 0 */
    public static SendMessageBatchRequest request(String queueUrl, List<Post> posts) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Post post : posts) {
            entries.add(SendMessageBatchRequestEntry.builder().id("" + entries.size()).messageBody(post.body())
                    .delaySeconds(post.delay()).build());
        }
        return SendMessageBatchRequest.builder().queueUrl(queueUrl).entries(entries).build();
    }
}
