package dev.nightcall.queue;

import java.util.Map;

/**
 * The queues by their short names: {@code alerts}, {@code recoveries}, {@code later}, {@code calls}, {@code notices},
 * {@code dead-letters}.
 */
public final class Queues {

    private final Map<String, String> urls;

    public Queues(Map<String, String> urls) {
        this.urls = Map.copyOf(urls);
    }

    public String url(String queue) {
        return urls.get(queue);
    }

    /** The endpoint that sends to a queue. */
    public String producer(String queue) {
        return endpoint(queue) + "&{{nightcall.sqs.send}}";
    }

    /** The endpoint that sends a list of {@link Batches.Post} to a queue. */
    public static String batches(String queue) {
        return "batches:" + queue;
    }

    /** The endpoint that reads a queue. All its options are settings. */
    public String consumer(String queue) {
        return endpoint(queue) + "&{{nightcall.sqs.receive}}"
                + "&concurrentConsumers={{nightcall.queue." + queue + ".consumers}}";
    }

    /** The endpoint that reads a queue, several messages together. @param alone what takes those that are left, one by one */
    public String consumerOfBatches(String queue, String alone) {
        return "batches:" + queue + "?alone=" + alone + "&consumers={{nightcall.queue." + queue + ".consumers}}";
    }

    private static String endpoint(String queue) {
        return "aws2-sqs:{{nightcall.queue." + queue + "}}?queueUrl={{nightcall.queue." + queue + ".url}}";
    }
}
