package dev.nightcall.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Creates the queues, tables and stream that are not there yet. Only local mode does so: everywhere else whoever
 * deploys Nightcall creates them.
 */
public final class Provisioning {

    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final KinesisClient kinesis;

    public Provisioning(SqsClient sqs, DynamoDbClient dynamoDb, KinesisClient kinesis) {
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.kinesis = kinesis;
    }

    /** Creates what is missing and leaves alone what exists. */
    public void create(Names names) {
        // Creating a queue that exists is no error to SQS.
        names.queues().all().forEach(queue -> sqs.createQueue(request -> request.queueName(queue)));
        TableSchema.all(names.tables()).forEach(this::create);
        create(names.stream());
    }

    private void create(TableSchema table) {
        if (!dynamoDb.listTablesPaginator().tableNames().stream().anyMatch(table.name()::equals)) {
            dynamoDb.createTable(table.request());
        }
        if (table.timeToLive() != null) {
            enableTimeToLive(table);
        }
    }

    private void enableTimeToLive(TableSchema table) {
        boolean enabled = dynamoDb.describeTimeToLive(request -> request.tableName(table.name()))
                .timeToLiveDescription().attributeName() != null;
        if (!enabled) {
            dynamoDb.updateTimeToLive(request -> request
                    .tableName(table.name())
                    .timeToLiveSpecification(ttl -> ttl.attributeName(table.timeToLive()).enabled(true)));
        }
    }

    private void create(String stream) {
        if (!kinesis.listStreams().streamNames().contains(stream)) {
            kinesis.createStream(request -> request.streamName(stream).shardCount(1));
        }
    }
}
