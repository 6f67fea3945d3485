package dev.nightcall.telephone.connect;

import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.Pause;
import dev.nightcall.queue.QueuePolling;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.metrics.MetricsLevel;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.retrieval.polling.PollingConfig;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs KCL: several Nightcalls share the shards of the stream by the leases in DynamoDB. */
final class ContactRecordConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ContactRecordConsumer.class);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final String stream;
    private final String application;
    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamoDb;
    private final Meters meters;
    private final QueuePolling polling;
    private final ContactRecordComponent.Times times;
    /** Metrics go to Prometheus; KCL asks for this client, but never uses it. */
    private CloudWatchAsyncClient cloudWatch;
    private ExecutorService thread;
    private Scheduler scheduler;

    ContactRecordConsumer(Endpoint endpoint, Processor processor, String stream, String application,
                          KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, Meters meters, QueuePolling polling,
                          ContactRecordComponent.Times times) {
        super(endpoint, processor);
        this.stream = stream;
        this.application = application;
        this.kinesis = kinesis;
        this.dynamoDb = dynamoDb;
        this.meters = meters;
        this.polling = polling;
        this.times = times;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        cloudWatch = CloudWatchAsyncClient.create();
        thread = getEndpoint().getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "contact-records");
        thread.execute(this::run);
    }

    /**
     * Starting KCL needs Kinesis and DynamoDB; as long as they are away it is tried again. KCL itself returns without an
     * exception when it has given up starting, so that a return counts as a failure, too.
     */
    private void run() {
        for (int tries = 1; isRunAllowed(); tries++) {
            try {
                if (polling.begin()) {
                    read();
                }
            } catch (RuntimeException e) {
                polling.failed("contact records", e);
            }
            if (!isRunAllowed() || !Pause.uninterrupted(tries)) {
                return;
            }
        }
    }

    private void read() {
        new LeaseTable(kinesis, dynamoDb, stream, application).seed();
        synchronized (this) {
            if (!isRunAllowed()) {
                return;
            }
            scheduler = scheduler();
        }
        LOG.info("contact records: starting to read");
        scheduler.run();
    }

    /** By a wrong clock nothing is settled: the shards are left to others. */
    private boolean mayGoOn() {
        if (!polling.begin()) {
            running().ifPresent(Scheduler::startGracefulShutdown);
        }
        return isRunAllowed() && polling.begin();
    }

    private synchronized Optional<Scheduler> running() {
        return Optional.ofNullable(scheduler);
    }

    private Scheduler scheduler() {
        ConfigsBuilder configs = new ConfigsBuilder(stream, application, kinesis, dynamoDb, cloudWatch,
                "nightcall-" + UUID.randomUUID(),
                () -> new ContactRecordProcessor(getEndpoint(), getProcessor(), this::mayGoOn, meters, polling));
        return new Scheduler(configs.checkpointConfig(),
                configs.coordinatorConfig().parentShardPollIntervalMillis(1000)
                        .skipShardSyncAtWorkerInitializationIfLeasesExist(true),
                configs.leaseManagementConfig().failoverTimeMillis(times.failover().toMillis()).shardSyncIntervalMillis(60_000),
                configs.lifecycleConfig(),
                configs.metricsConfig().metricsLevel(MetricsLevel.NONE).metricsFactory(new NullMetricsFactory()),
                configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
                configs.retrievalConfig()
                        .initialPositionInStreamExtended(InitialPositionInStreamExtended
                                .newInitialPosition(InitialPositionInStream.TRIM_HORIZON))
                        .retrievalSpecificConfig(new PollingConfig(stream, kinesis)
                                .idleTimeBetweenReadsInMillis(times.poll().toMillis())));
    }

    @Override
    protected void doStop() throws Exception {
        Scheduler running = running().orElse(null);
        if (running != null) {
            try {
                running.startGracefulShutdown().get(5, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                LOG.info("contact records: still busy, the rest is read after the next start");
                running.shutdown();
            }
            // Interrupted, KCL would tell of an error.
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownGraceful(thread, ENDS_WITHIN.toMillis());
        } else {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(thread);
        }
        cloudWatch.close();
        super.doStop();
    }
}
