package dev.nightcall.queue;

/**
 * A message as it came out of its queue.
 *
 * @param origin {@code alerts}, {@code recoveries}, {@code later}, {@code calls} or {@code notices}
 * @param times  how often it has been received, this time included
 */
public record Received(String origin, String queueUrl, String id, String receipt, int times, String body) {

    /** The header by which camel-aws2-sqs deletes the message; whatever else is stripped, this one has to stay. */
    public static final String RECEIPT = "CamelAwsSqsReceiptHandle";
}
