package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks at start that every queue and table exists, and says which do not. Nightcall creates none of them. */
public final class Prerequisites {

    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;

    public Prerequisites(SqsClient sqs, DynamoDbClient dynamoDb) {
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
    }

    /**
     * @param queues the queues' short names and the names of the settings that name them; likewise the tables
     * @return the queues' URLs by short name
     * @throws MissingException naming everything that is missing, and its setting
     */
    public Map<String, String> check(Map<String, Named> queues, List<Named> tables) {
        List<String> missing = new ArrayList<>();
        Map<String, String> urls = new LinkedHashMap<>();
        queues.forEach((queue, named) -> {
            try {
                urls.put(queue, sqs.getQueueUrl(get -> get.queueName(named.name())).queueUrl());
            } catch (QueueDoesNotExistException e) {
                missing.add("queue " + named.name() + " (" + named.setting() + ")");
            }
        });
        for (Named table : tables) {
            try {
                dynamoDb.describeTable(describe -> describe.tableName(table.name()));
            } catch (ResourceNotFoundException e) {
                missing.add("table " + table.name() + " (" + table.setting() + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingException("missing: " + String.join(", ", missing));
        }
        return urls;
    }

    /** Something that is named by a setting. */
    public record Named(String setting, String name) {
    }

    /** Something that Nightcall needs does not exist. */
    public static final class MissingException extends RuntimeException {

        MissingException(String message) {
            super(message);
        }
    }
}
