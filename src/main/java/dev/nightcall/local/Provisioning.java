package dev.nightcall.local;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Creates the queues, tables and stream that are not there yet, and leaves alone what exists. Only local mode does so:
 * everywhere else whoever deploys Nightcall creates them.
 */
public final class Provisioning {

    private final Names names;

    public Provisioning(Names names) {
        this.names = names;
    }

    /** Creates the queues. */
    public void createQueues(SqsClient sqs) {
        // Creating a queue that exists is no error to SQS.
        names.queues().all().forEach(queue -> sqs.createQueue(request -> request.queueName(queue)));
    }

    /** Creates the tables of {@link TableSchema#all}, whose items end as they say. */
    public void createTables(DynamoDbClient dynamoDb) {
        createLastingTables(dynamoDb);
        TableSchema.all(names.tables()).forEach(table -> expire(table, dynamoDb));
    }

    /**
     * Creates the tables without a time to live, for whoever has a clock of his own: DynamoDB ends items by the real time,
     * whatever clock has dated them.
     */
    public void createLastingTables(DynamoDbClient dynamoDb) {
        TableSchema.all(names.tables()).forEach(table -> create(table, dynamoDb));
    }

    /** Creates the stream. */
    public void createStream(KinesisClient kinesis) {
        if (!kinesis.listStreams().streamNames().contains(names.stream())) {
            kinesis.createStream(request -> request.streamName(names.stream()).shardCount(1));
        }
    }

    private static void create(TableSchema table, DynamoDbClient dynamoDb) {
        if (dynamoDb.listTablesPaginator().tableNames().stream().noneMatch(table.name()::equals)) {
            dynamoDb.createTable(table.request());
        }
    }

    private static void expire(TableSchema table, DynamoDbClient dynamoDb) {
        if (table.timeToLive() != null && !expires(table, dynamoDb)) {
            dynamoDb.updateTimeToLive(request -> request
                    .tableName(table.name())
                    .timeToLiveSpecification(ttl -> ttl.attributeName(table.timeToLive()).enabled(true)));
        }
    }

    private static boolean expires(TableSchema table, DynamoDbClient dynamoDb) {
        return dynamoDb.describeTimeToLive(request -> request.tableName(table.name()))
                .timeToLiveDescription().attributeName() != null;
    }
}
