package dev.nightcall.chaos;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.sqs.model.SqsException;

import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong with one request: before it is sent, or before its answer is read. */
final class Fault {

    /** Nothing goes wrong. */
    static final Fault NONE = new Fault("", 0, Duration.ZERO, null);

    private final String what;
    private final Duration delay;
    private final Deeds deeds;
    private int attempts;

    /**
     * @param what     a word of {@link Deeds}
     * @param attempts how many tries of the SDK it hits
     * @param delay    for one that is late: before sending when it is positive, before reading when it is negative
     */
    Fault(String what, int attempts, Duration delay, Deeds deeds) {
        this.what = what;
        this.attempts = attempts;
        this.delay = delay;
        this.deeds = deeds;
    }

    /** @throws RuntimeException when nothing is to be sent */
    void before(String point) {
        if (attempts == 0 || what.equals(Deeds.LOST) || delay.isNegative()) {
            return;
        }
        attempts--;
        deeds.note(what, point, "" + delay.toMillis());
        switch (what) {
            case Deeds.REFUSED -> throw unavailable(point);
            case Deeds.LATE -> LockSupport.parkNanos(delay.toNanos());
            default -> throw SdkClientException.create("chaos: nobody there", new java.net.ConnectException("chaos"));
        }
    }

    /** @throws RuntimeException when the answer is lost */
    void after(String point) {
        if (attempts == 0 || !what.equals(Deeds.LOST) && !delay.isNegative()) {
            return;
        }
        attempts--;
        deeds.note(what, point, "" + delay.abs().toMillis());
        if (what.equals(Deeds.LATE)) {
            LockSupport.parkNanos(delay.abs().toNanos());
        } else {
            throw SdkClientException.create("chaos: the answer is lost", new SocketException("chaos"));
        }
    }

    private static AwsServiceException unavailable(String point) {
        AwsServiceException.Builder error = switch (point.substring(0, point.indexOf(':'))) {
            case "sqs" -> SqsException.builder();
            case "dynamodb" -> DynamoDbException.builder();
            case "connect" -> ConnectException.builder();
            default -> KinesisException.builder();
        };
        return error.statusCode(503).message("chaos: unavailable").awsErrorDetails(AwsErrorDetails.builder()
                .errorCode("ServiceUnavailable").errorMessage("chaos: unavailable").build()).build();
    }
}
