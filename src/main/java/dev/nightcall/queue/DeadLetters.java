package dev.nightcall.queue;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks into the queue of dead letters. SQS has no way to look without receiving, so a message is hidden for some seconds
 * and shown again at once after the look.
 */
public final class DeadLetters {

    /** The origin of what somebody else put there. */
    public static final String UNKNOWN = "unknown";

    private static final int AT_ONCE = 10;
    private static final int HIDDEN_SECONDS = 5;
    private static final int SEARCHED = 1000;
    /** Another look may be hiding what is looked for. */
    private static final int LOOKS = HIDDEN_SECONDS + 2;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Messages messages;
    private final Clock clock;

    /** A dead letter, and by what it is deleted. */
    public record Found(DeadLetter letter, String receipt) {
    }

    public DeadLetters(SqsClient sqs, String queueUrl, Messages messages, Clock clock) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.messages = messages;
        this.clock = clock;
    }

    /** Some of them, each once. */
    public synchronized List<DeadLetter> some(int limit) {
        Map<String, Message> taken = new LinkedHashMap<>();
        try {
            take(taken, 0, limit, message -> false);
            return taken.values().stream().map(this::read).toList();
        } finally {
            showAgain(taken.values().stream().map(Message::receiptHandle).toList());
        }
    }

    /** About how many there are. */
    public int count() {
        return Integer.parseInt(sqs.getQueueAttributes(get -> get.queueUrl(queueUrl)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** Finds one and keeps it hidden for some seconds. @param id {@link DeadLetter#id()} */
    public synchronized Optional<Found> find(String id) {
        Map<String, Message> taken = new LinkedHashMap<>();
        Optional<Message> found = Optional.empty();
        try {
            for (int look = 0; look < LOOKS && found.isEmpty() && (look == 0 || isSomeHidden(taken.size())); look++) {
                found = take(taken, Math.min(look, 1), SEARCHED, message -> read(message).id().equals(id));
            }
            return found.map(message -> new Found(read(message), message.receiptHandle()));
        } finally {
            found.ifPresent(message -> taken.remove(message.messageId()));
            showAgain(taken.values().stream().map(Message::receiptHandle).toList());
        }
    }

    /** Shows what was found to others again. */
    public void putBack(Found found) {
        showAgain(List.of(found.receipt()));
    }

    /** Deletes what was found. */
    public void delete(Found found) {
        sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(found.receipt()));
    }

    private Optional<Message> take(Map<String, Message> taken, int waitSeconds, int limit, Predicate<Message> wanted) {
        while (taken.size() < limit) {
            int most = Math.min(AT_ONCE, limit - taken.size());
            List<Message> received = sqs.receiveMessage(receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(most)
                    .visibilityTimeout(HIDDEN_SECONDS).waitTimeSeconds(waitSeconds)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)).messages();
            // Seen before: its time has run out, so that all have been seen.
            boolean news = false;
            for (Message message : received) {
                news |= taken.put(message.messageId(), message) == null;
                if (wanted.test(message)) {
                    return Optional.of(message);
                }
            }
            if (!news) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean isSomeHidden(int byUs) {
        return Integer.parseInt(sqs.getQueueAttributes(get -> get.queueUrl(queueUrl)
                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)) > byUs;
    }

    private void showAgain(List<String> receipts) {
        for (int from = 0; from < receipts.size(); from += AT_ONCE) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (String receipt : receipts.subList(from, Math.min(from + AT_ONCE, receipts.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder().id("m" + entries.size())
                        .receiptHandle(receipt).visibilityTimeout(0).build());
            }
            sqs.changeMessageVisibilityBatch(change -> change.queueUrl(queueUrl).entries(entries));
        }
    }

    /** What is no dead letter of ours is shown as it is, and cannot be replayed. */
    private DeadLetter read(Message message) {
        try {
            DeadLetter letter = messages.read(message.body(), DeadLetter.class);
            if (letter.id() != null && letter.origin() != null && letter.body() != null) {
                return letter;
            }
        } catch (Unhandleable e) {
            return unknown(message, e.getMessage());
        }
        return unknown(message, "not written by Nightcall");
    }

    private DeadLetter unknown(Message message, String reason) {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return new DeadLetter(message.messageId(), UNKNOWN, reason, message.body(),
                sent == null ? clock.instant() : Instant.ofEpochMilli(Long.parseLong(sent)));
    }
}
