package dev.nightcall.aws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.util.concurrent.RejectedExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

/** What an answer says of the service, and what of the one message or item it was asked about. */
class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ServiceUnavailable", "AccessDenied", "ExpiredToken", "ResourceNotFoundException",
            "AWS.SimpleQueueService.NonExistentQueue"})
    void aServiceThatFailsOrThatPeopleHaveToMendIsAnOutage(String code) {
        assertThat(Outage.isCauseOf(sqs(code))).isTrue();
        assertThat(Outage.isOrdinary(sqs(code))).isFalse();
        assertThat(Outage.isLateReceipt(sqs(code))).isFalse();
    }

    @Test
    void aServiceThatCannotBeReachedOrSaysNothingIsAnOutage() {
        assertThat(Outage.isCauseOf(new IllegalStateException(SdkClientException.create("no connection")))).isTrue();
        assertThat(Outage.isOrdinary(SdkClientException.create("no connection"))).isFalse();
        assertThat(Outage.isCauseOf(SqsException.builder().statusCode(500).build())).isTrue();
    }

    @Test
    void aWrongClockIsAsIfTheOthersWereAway() {
        assertThat(Outage.isOfService(new IllegalStateException(new WrongClockException("600 s behind")))).isTrue();
    }

    @Test
    void thatWeAreTooBusyIsNoOutageOfAService() {
        assertThat(Outage.isCauseOf(new RejectedExecutionException("full"))).isTrue();
        assertThat(Outage.isOfService(new RejectedExecutionException("full"))).isFalse();
        assertThat(Outage.isOfService(new IllegalStateException(SdkClientException.create("no connection")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "RequestThrottled", "ProvisionedThroughputExceededException",
            "ConditionalCheckFailedException", "TransactionConflictException", "TransactionInProgressException"})
    void whoeverAsksForLessOrIsAtTheSameItemIsWaitedForAndThatIsOrdinary(String code) {
        AwsServiceException error = DynamoDbException.builder().awsErrorDetails(details(code)).build();

        assertThat(Outage.isCauseOf(error)).isTrue();
        assertThat(Outage.isOrdinary(error)).isTrue();
        assertThat(Outage.isConflict(error)).as("whoever cannot wait is turned away by the others").isEqualTo(
                code.contains("Conditional") || code.contains("Transaction"));
    }

    @ParameterizedTest
    @CsvSource({"TransactionConflict, true", "ThrottlingError, true", "ConditionalCheckFailed, true", "ValidationError, false"})
    void aTransactionThatIsCancelledIsNoOutage(String reason, boolean waits) {
        AwsServiceException error = TransactionCanceledException.builder().awsErrorDetails(details("TransactionCanceledException"))
                .cancellationReasons(CancellationReason.builder().code("None").build(),
                        CancellationReason.builder().code(reason).build()).build();

        assertThat(Outage.isCauseOf(error)).isEqualTo(waits);
        assertThat(Outage.isOrdinary(error)).isEqualTo(waits);
    }

    /** The second is what Amazon says of a receipt that has run out, the first of one that it does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"ReceiptHandleIsInvalid", "InvalidParameterValue", "AWS.SimpleQueueService.MessageNotInflight",
            "MessageNotInflight"})
    void aReceiptThatHasRunOutSaysNothingOfItsQueue(String code) {
        assertThat(Outage.isLateReceipt(sqs(code))).isTrue();
        assertThat(Outage.isLateReceipt(code)).isTrue();
        assertThat(Outage.isCauseOf(sqs(code))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidMessageContents", "AWS.SimpleQueueService.BatchRequestTooLong", "ValidationException"})
    void aRequestThatIsWrongIsWrongAtTheNextTry(String code) {
        assertThat(Outage.isCauseOf(sqs(code))).isFalse();
        assertThat(Outage.isLateReceipt(sqs(code))).isFalse();
    }

    private static AwsServiceException sqs(String code) {
        return SqsException.builder().awsErrorDetails(details(code)).build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().errorCode(code).build();
    }
}
