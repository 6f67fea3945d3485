package dev.nightcall.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells an outage, which passes and is waited for, from an error that will be the same at the next try. */
public final class Outage {

    /** What DynamoDB, SQS and Connect say of a request that will be as wrong at the next try. */
    private static final Set<String> WRONG_REQUEST = Set.of("ValidationException", "SerializationException",
            "ItemCollectionSizeLimitExceededException", "InvalidParameterValue", "InvalidParameterException",
            "InvalidMessageContents", "InvalidRequestException", "ReceiptHandleIsInvalid", "MessageNotInflight",
            "BatchRequestTooLong", "IdempotentParameterMismatchException");

    /** What SQS says of a receipt that has run out, and of one it does not know (github.com/aws/aws-sdk-java/issues/1628). */
    private static final Set<String> NOT_OURS = Set.of("ReceiptHandleIsInvalid", "MessageNotInflight", "InvalidParameterValue");

    /** What DynamoDB says of an item that somebody else writes at the same time. */
    private static final Set<String> IN_USE = Set.of("ConditionalCheckFailedException", "TransactionConflictException",
            "TransactionInProgressException");

    /** Of the HTTP client: no connection in time, and none to be had from its pool. */
    private static final Set<String> NO_CONNECTION = Set.of("ConnectTimeoutException", "ConnectionPoolTimeoutException");

    private Outage() {
    }

    /** Whether the cause is a service that cannot be reached, is failing, or asks for less; or that we are too busy ourselves. */
    public static boolean isCauseOf(Throwable error) {
        return isOfService(error) || causes(error).anyMatch(cause -> cause instanceof RejectedExecutionException);
    }

    /** The same, but not that we are too busy ourselves. That our clock is wrong is as if the others were away. */
    public static boolean isOfService(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof SdkClientException
                || cause instanceof AwsServiceException service && isPassing(service)
                || cause instanceof IOException || cause instanceof TimeoutException
                || cause instanceof WrongClockException);
    }

    /**
     * Whether a service is there and does what it should: it asks for less, or somebody else was at the same item. This is waited
     * for, too, but it is ordinary and no outage to be told.
     */
    public static boolean isOrdinary(Throwable error) {
        return isConflict(error) || causes(error).anyMatch(cause -> cause instanceof SdkServiceException service
                && service.isThrottlingException());
    }

    /** Whether somebody else was at the same item. */
    static boolean isConflict(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof TransactionCanceledException cancelled && isPassing(cancelled)
                || cause instanceof AwsServiceException service && IN_USE.contains(code(service)));
    }

    /**
     * Whether this says of a message, not of its queue, that it is no longer ours: we had it for longer than its visibility, as
     * after a pause of the process, so that it comes again, to us or to another.
     *
     * @param error of a request with a receipt
     */
    public static boolean isLateReceipt(AwsServiceException error) {
        return isLateReceipt(code(error));
    }

    /** The same for one entry of a batch, by its code. */
    public static boolean isLateReceipt(String code) {
        return NOT_OURS.contains(word(code));
    }

    /**
     * Whether no request can have reached the service, so that nothing can have happened there: there was no connection, or the
     * other side was not who it should be. A read that took too long proves nothing.
     */
    public static boolean isBeforeRequest(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException || cause instanceof SSLHandshakeException
                || cause instanceof SSLPeerUnverifiedException
                || NO_CONNECTION.contains(cause.getClass().getSimpleName()));
    }

    /**
     * Everything but a request that is itself wrong. Throttling ends, and a permission, a key, a queue or a table that is
     * missing is mended by people; until then everything is kept and tried again.
     */
    private static boolean isPassing(AwsServiceException service) {
        if (service instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream().noneMatch(reason -> "ValidationError".equals(reason.code()));
        }
        return !WRONG_REQUEST.contains(code(service));
    }

    private static String code(AwsServiceException service) {
        return service.awsErrorDetails() == null ? "" : word(service.awsErrorDetails().errorCode());
    }

    /** Without the name of the service, which SQS puts before some of its codes. */
    private static String word(String code) {
        return code == null ? "" : code.substring(code.lastIndexOf('.') + 1);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause).limit(20);
    }
}
