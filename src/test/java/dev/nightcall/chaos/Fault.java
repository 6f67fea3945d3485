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
    static final Fault NONE = new Fault("", 0, Duration.ZERO, 0, null);

    private final String what;
    private final Duration delay;
    private final int status;
    private final Deeds deeds;
    private int attempts;

    private Fault(String what, int attempts, Duration delay, int status, Deeds deeds) {
        this.what = what;
        this.attempts = attempts;
        this.delay = delay;
        this.status = status;
        this.deeds = deeds;
    }

    /**
     * @param what     a word of {@link Deeds}: the request or its answer does not arrive
     * @param attempts how many tries of the SDK it hits
     */
    static Fault of(String what, int attempts, Deeds deeds) {
        return new Fault(what, attempts, Duration.ZERO, 0, deeds);
    }

    /** @param what whether the answer comes instead of the work or after it */
    static Fault answer(String what, int attempts, int status, Deeds deeds) {
        return new Fault(what, attempts, Duration.ZERO, status, deeds);
    }

    /** @param delay before sending when it is positive, before reading when it is negative */
    static Fault late(Duration delay, Deeds deeds) {
        return new Fault(Deeds.LATE, 1, delay, 0, deeds);
    }

    /** @throws RuntimeException when nothing is to be sent */
    void before(String point) {
        if (attempts == 0 || isAfterTheWork()) {
            return;
        }
        attempts--;
        switch (what) {
            case Deeds.REFUSED -> throw answered(point);
            case Deeds.LATE -> delay(point);
            default -> {
                deeds.note(what, point, "");
                throw SdkClientException.create("chaos: nobody there", new java.net.ConnectException("chaos"));
            }
        }
    }

    /** @throws RuntimeException when the answer is lost, or another than AWS's */
    void after(String point) {
        if (attempts == 0 || !isAfterTheWork()) {
            return;
        }
        attempts--;
        switch (what) {
            case Deeds.FAILED -> throw answered(point);
            case Deeds.LATE -> delay(point);
            default -> {
                deeds.note(what, point, "");
                throw SdkClientException.create("chaos: the answer is lost", new SocketException("chaos"));
            }
        }
    }

    private boolean isAfterTheWork() {
        return what.equals(Deeds.LOST) || what.equals(Deeds.FAILED) || delay.isNegative();
    }

    private void delay(String point) {
        deeds.note(what, point, "" + delay.abs().toMillis());
        LockSupport.parkNanos(delay.abs().toNanos());
    }

    private AwsServiceException answered(String point) {
        deeds.note(what, point, "" + status);
        AwsServiceException.Builder error = switch (point.substring(0, point.indexOf(':'))) {
            case "sqs" -> SqsException.builder();
            case "dynamodb" -> DynamoDbException.builder();
            case "connect" -> ConnectException.builder();
            default -> KinesisException.builder();
        };
        return error.statusCode(status).message("chaos: " + status).awsErrorDetails(AwsErrorDetails.builder()
                .errorCode(code()).errorMessage("chaos: " + status).build()).build();
    }

    /** What stands between us and a service says no more than the status. */
    private String code() {
        return switch (status) {
            case 429 -> "TooManyRequestsException";
            case 500 -> "InternalServiceException";
            case 503 -> "ServiceUnavailable";
            default -> null;
        };
    }
}
