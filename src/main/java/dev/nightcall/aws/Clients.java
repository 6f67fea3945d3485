package dev.nightcall.aws;

import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

import java.time.Duration;

/**
 * The clients of AWS. Region, credentials and endpoints come from where the AWS SDK looks for them; every request has a
 * time limit, so that a service that hangs is noticed.
 */
public final class Clients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration SSM_TIMEOUT = Duration.ofSeconds(5);
    private final ClockWatch clock;
    private final SqsClient sqs;
    private final LongPolls sqsReceiving;
    private final DynamoDbClient dynamoDb;
    private final ConnectClient connect;
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamoDbAsync;
    private SsmClient ssm;

    /**
     * @param longPoll how long a receive waits at SQS; its time limit is that much longer
     * @param clock sees when answers are dated
     */
    public Clients(Duration sqsTimeout, Duration longPoll, Duration dynamoDbTimeout, Duration connectTimeout, ClockWatch clock) {
        this.clock = clock;
        sqs = SqsClient.builder().httpClientBuilder(http(sqsTimeout)).overrideConfiguration(limited(sqsTimeout, 2)).build();
        Duration receive = longPoll.plus(sqsTimeout);
        sqsReceiving = new LongPolls(SqsClient.builder().httpClientBuilder(http(receive))
                .overrideConfiguration(limited(receive, 1)).build(), sqs, System::nanoTime);
        dynamoDb = DynamoDbClient.builder().httpClientBuilder(http(dynamoDbTimeout))
                .overrideConfiguration(limited(dynamoDbTimeout, 3)).build();
        // One attempt: a retry must pass our throttle, and must not dial where nobody knows whether it rings already.
        // No connection is kept: one that Connect has closed meanwhile would look like an answer that was lost.
        connect = ConnectClient.builder().httpClientBuilder(http(connectTimeout).connectionMaxIdleTime(Duration.ofSeconds(1)))
                .overrideConfiguration(limited(connectTimeout, 1).toBuilder()
                        .addExecutionInterceptor(Departure.interceptor()).build()).build();
        kinesis = KinesisAsyncClient.create();
        dynamoDbAsync = DynamoDbAsyncClient.create();
    }

    /** What the answers tell about our clock. */
    public ClockWatch clock() {
        return clock;
    }

    /** For everything but receiving. */
    public SqsClient sqs() {
        return sqs;
    }

    /** For receiving, which waits, and for what follows of it. */
    public LongPolls sqsReceiving() {
        return sqsReceiving;
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    public ConnectClient connect() {
        return connect;
    }

    public KinesisAsyncClient kinesis() {
        return kinesis;
    }

    public DynamoDbAsyncClient dynamoDbAsync() {
        return dynamoDbAsync;
    }

    /** Made when it is first needed: most plans have no Change Calendar. */
    public synchronized SsmClient ssm() {
        if (ssm == null) {
            ssm = newSsm();
        }
        return ssm;
    }

    /** For commands, which need no other client. */
    public static SsmClient newSsm() {
        return SsmClient.builder().httpClientBuilder(http(SSM_TIMEOUT)).overrideConfiguration(limit(SSM_TIMEOUT, 2)).build();
    }

    private static ApacheHttpClient.Builder http(Duration timeout) {
        return ApacheHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(timeout).maxConnections(100);
    }

    private ClientOverrideConfiguration limited(Duration timeout, int attempts) {
        return limit(timeout, attempts).toBuilder().addExecutionInterceptor(clock).build();
    }

    private static ClientOverrideConfiguration limit(Duration timeout, int attempts) {
        return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(timeout)
                .retryStrategy(retry -> retry.maxAttempts(attempts)).build();
    }

    @Override
    public synchronized void close() {
        if (ssm != null) {
            ssm.close();
        }
        sqs.close();
        sqsReceiving.close();
        dynamoDb.close();
        connect.close();
        kinesis.close();
        dynamoDbAsync.close();
    }
}
