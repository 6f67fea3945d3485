package dev.nightcall.intake;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What SQS says of a batch: it answers 200 when it has taken some of it, or none. Messages are called by their place in it. */
final class BatchAnswer {

    private final Set<String> taken;
    private final Map<String, BatchResultErrorEntry> errors;

    BatchAnswer(SendMessageBatchResponse answer) {
        taken = answer.successful().stream().map(SendMessageBatchResultEntry::id).collect(Collectors.toSet());
        errors = answer.failed().stream()
                .collect(Collectors.toMap(BatchResultErrorEntry::id, error -> error, (one, other) -> one));
    }

    boolean isTaken(int place) {
        return taken.contains("" + place);
    }

    /** Whether SQS would say the same of it again. */
    boolean isRefusedForGood(int place) {
        return errors.containsKey("" + place) && Boolean.TRUE.equals(errors.get("" + place).senderFault());
    }

    /** Why it was not taken, as the same error of a whole request would be. */
    SqsException error(int place) {
        BatchResultErrorEntry error = errors.get("" + place);
        String code = error == null ? "InternalError" : error.code();
        String message = "SQS did not take an alert: " + (error == null ? "no word of it" : code + " " + error.message());
        return (SqsException) SqsException.builder().message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).serviceName("Sqs").build())
                .build();
    }
}
