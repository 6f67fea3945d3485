package dev.nightcall.local;

import dev.nightcall.local.connect.ConnectStandIn;
import dev.nightcall.local.connect.ConnectStandInConfig;
import dev.nightcall.local.kinesis.KinesisStandIn;
import dev.nightcall.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Clock;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * SQS, DynamoDB, Kinesis and Amazon Connect for one machine, with the queues, tables and stream that Nightcall needs.
 * As a program they run until SIGTERM, so that several Nightcalls can share them and be killed.
 *
 * <p>All listen on the loopback interface but DynamoDB Local, which listens on all interfaces.
 */
public final class StandIns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandIns.class);

    private final StandInsConfig config;
    /** What runs, the last started first, which is the order in which it is closed. */
    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

    private StandIns(StandInsConfig config) {
        this.config = config;
    }

    /** Runs the stand-ins until the process is told to stop. */
    public static void main(String[] args) throws Exception {
        StandIns standIns;
        try {
            standIns = start(StandInsConfig.from(Settings.load()));
        } catch (Exception e) {
            LOG.error("The stand-ins do not start: {}", e.getMessage(), e);
            System.exit(1);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            standIns.closeAndLog();
            stopped.countDown();
        }, "stop"));
        LOG.info("Ready. Nightcall finds them with: {} (DynamoDB Local listens on all interfaces, the others do not)",
                standIns.endpoints().environment());
        stopped.await();
    }

    /** Starts all of them and creates what Nightcall needs; when one does not start, none is left running. */
    public static StandIns start(StandInsConfig config) throws Exception {
        StandIns standIns = new StandIns(config.resolvePorts());
        try {
            standIns.startAll();
            return standIns;
        } catch (Exception e) {
            standIns.closeAndLog();
            throw e;
        }
    }

    /** Where they are reached. */
    public Endpoints endpoints() {
        return new Endpoints(config.sqs().endpoint(), config.dynamoDb().endpoint(), config.kinesis().endpoint(),
                config.connect().endpoint());
    }

    private void startAll() throws Exception {
        inParallel(List.of(this::startSqs, this::startDynamoDb, this::startKinesis));
        startConnect();
    }

    private Void startSqs() throws Exception {
        started(new SqsStandIn(config.sqs().number(), config.folder("sqs")).start());
        try (SqsClient sqs = client(SqsClient.builder(), config.sqs().endpoint())) {
            new Provisioning(config.names()).createQueues(sqs);
        }
        return null;
    }

    private Void startDynamoDb() throws Exception {
        started(new DynamoDbStandIn(config.dynamoDb().number(), config.folder("dynamodb")).start());
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), config.dynamoDb().endpoint())) {
            new Provisioning(config.names()).createTables(dynamoDb);
        }
        return null;
    }

    private Void startKinesis() throws Exception {
        started(new KinesisStandIn(config.kinesis().number(), config.folder("kinesis"), Clock.systemUTC()).start());
        try (KinesisClient kinesis = client(KinesisClient.builder(), config.kinesis().endpoint())) {
            new Provisioning(config.names()).createStream(kinesis);
        }
        return null;
    }

    /** Last, since it puts contact records on the stream. */
    private void startConnect() {
        KinesisClient kinesis = client(KinesisClient.builder(), config.kinesis().endpoint());
        running.push(kinesis::close);
        String stream = config.names().stream();
        running.push(new ConnectStandIn(ConnectStandInConfig
                .inMemory((contactId, json) -> kinesis.putRecord(put -> put.streamName(stream).partitionKey(contactId)
                        .data(SdkBytes.fromUtf8String(json))))
                .withPort(config.connect().number()).withData(config.folder("connect"))).start());
    }

    private void started(AutoCloseable standIn) {
        running.push(standIn);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** Side by side they take as long as the slowest. All have ended when this returns, also if one fails. */
    private static void inParallel(List<Callable<Void>> starts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        try {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    private void closeAndLog() {
        try {
            close();
        } catch (Exception e) {
            LOG.warn("A stand-in did not stop as it should", e);
        }
    }

    /** Stops all of them; what one of them has to complain about does not keep the others running. */
    @Override
    public void close() throws Exception {
        Exception failure = null;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
