package dev.nightcall.telephone.connect;

import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * KCL's lease table. KCL waits a random 1 to 30 seconds when it finds it empty; a first record should not, so the first
 * shards are written into it beforehand, as KCL itself would.
 */
final class LeaseTable {

    private final KinesisAsyncClient kinesis;
    private final DynamoDbAsyncClient dynamoDb;
    private final String stream;
    private final String table;

    LeaseTable(KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamoDb, String stream, String table) {
        this.kinesis = kinesis;
        this.dynamoDb = dynamoDb;
        this.stream = stream;
        this.table = table;
    }

    void seed() {
        createTable();
        kinesis.listShards(list -> list.streamName(stream)).join().shards().stream()
                .filter(shard -> shard.parentShardId() == null).forEach(this::lease);
    }

    private void createTable() {
        try {
            dynamoDb.createTable(create -> create.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(a -> a.attributeName("leaseKey").attributeType(ScalarAttributeType.S))
                    .keySchema(k -> k.attributeName("leaseKey").keyType(KeyType.HASH))).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof ResourceInUseException)) {
                throw e;
            }
        }
        dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(table)).join();
    }

    private void lease(Shard shard) {
        AttributeValue zero = AttributeValue.fromN("0");
        Map<String, AttributeValue> lease = Map.of("leaseKey", AttributeValue.fromS(shard.shardId()),
                "checkpoint", AttributeValue.fromS("TRIM_HORIZON"),
                "startingHashKey", AttributeValue.fromS(shard.hashKeyRange().startingHashKey()),
                "endingHashKey", AttributeValue.fromS(shard.hashKeyRange().endingHashKey()),
                "leaseCounter", zero, "checkpointSubSequenceNumber", zero, "ownerSwitchesSinceCheckpoint", zero);
        try {
            dynamoDb.putItem(put -> put.tableName(table).item(lease)
                    .conditionExpression("attribute_not_exists(leaseKey)")).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof ConditionalCheckFailedException)) {
                throw e;
            }
        }
    }
}
