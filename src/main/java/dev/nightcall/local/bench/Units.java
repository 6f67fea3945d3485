package dev.nightcall.local.bench;

import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Collection;

/**
 * Request units of DynamoDB, at least: items count as no larger than 1 KB when they are written and 4 KB when they are read,
 * and indexes, which are written with their tables, do not count.
 */
final class Units {

    private static final int TRANSACTION = 2;

    private Units() {
    }

    static long written(DynamoDbRequest request) {
        if (request instanceof PutItemRequest || request instanceof UpdateItemRequest || request instanceof DeleteItemRequest) {
            return 1;
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return batch.requestItems().values().stream().mapToLong(Collection::size).sum();
        }
        return request instanceof TransactWriteItemsRequest all ? (long) TRANSACTION * all.transactItems().size() : 0;
    }

    static long read(DynamoDbRequest request) {
        if (request instanceof GetItemRequest || request instanceof QueryRequest || request instanceof ScanRequest) {
            return 1;
        }
        return request instanceof BatchGetItemRequest batch ? batch.requestItems().values().stream()
                .map(KeysAndAttributes::keys).mapToLong(Collection::size).sum() : 0;
    }
}
