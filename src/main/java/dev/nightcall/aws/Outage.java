package dev.nightcall.aws;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells an outage, which passes and is waited for, from an error that will be the same at the next try. */
public final class Outage {

    private Outage() {
    }

    /** Whether the cause is a service that cannot be reached, is failing, or asks for less. */
    public static boolean isCauseOf(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof SdkClientException
                || cause instanceof AwsServiceException service && isPassing(service)
                || cause instanceof IOException || cause instanceof TimeoutException);
    }

    /** Whether no request can have reached the service, so that nothing can have happened there. */
    public static boolean isBeforeRequest(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause.getClass().getSimpleName().equals("ConnectTimeoutException"));
    }

    private static boolean isPassing(AwsServiceException service) {
        // A missing permission, queue or table is mended by people; until then everything is kept and tried again.
        return service.statusCode() >= 500 || service.isThrottlingException() || service.statusCode() == 403
                || service.awsErrorDetails() != null && Stream.of("ResourceNotFoundException",
                        "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "TransactionCanceledException",
                        "TransactionConflictException", "ProvisionedThroughputExceededException")
                .anyMatch(service.awsErrorDetails().errorCode()::equals);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause).limit(20);
    }
}
