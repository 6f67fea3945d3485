package dev.nightcall.simulator;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What DynamoDB answers when it does not do what it is asked for. The codes are its own; its messages differ from place to place
 * anyway. A condition that does not hold is everyday business, so its exception has no stack trace, which would cost more than
 * the whole request.
 */
final class Refusal {

    private static final int BAD_REQUEST = 400;

    private Refusal() {
    }

    /** The request makes no sense to DynamoDB. */
    static DynamoDbException invalid(String message) {
        return (DynamoDbException) DynamoDbException.builder().message(message).statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ValidationException", message)).build();
    }

    /** It may make sense to DynamoDB, but Nightcall has not made one like it until now: the store would have to guess. */
    static UnsupportedOperationException unknown(String form) {
        return new UnsupportedOperationException("the store in memory does not know " + form);
    }

    static ConditionalCheckFailedException condition() {
        String message = "The conditional request failed";
        return ConditionalCheckFailedException.builder().message(message)
                .statusCode(BAD_REQUEST).awsErrorDetails(details("ConditionalCheckFailedException", message))
                .writableStackTrace(false).build();
    }

    /** @param reasons one for each operation, in their order */
    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        String message = "Transaction cancelled, please refer cancellation reasons for specific reasons "
                + reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", ", "[", "]"));
        return TransactionCanceledException.builder().message(message)
                .cancellationReasons(reasons).statusCode(BAD_REQUEST)
                .awsErrorDetails(details("TransactionCanceledException", message)).writableStackTrace(false).build();
    }

    static ResourceNotFoundException noTable(String name) {
        String message = "Requested resource not found: Table: " + name + " not found";
        return ResourceNotFoundException.builder().message(message).statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ResourceNotFoundException", message)).build();
    }

    static ResourceInUseException tableExists(String name) {
        String message = "Table already exists: " + name;
        return ResourceInUseException.builder().message(message).statusCode(BAD_REQUEST)
                .awsErrorDetails(details("ResourceInUseException", message)).build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().serviceName("DynamoDb").errorCode(code).errorMessage(message).build();
    }
}
