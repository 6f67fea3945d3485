package dev.nightcall.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Checks at start that every queue, table and stream exists, and says which do not. Nightcall creates none of them. */
public final class Prerequisites {

    private static final Logger LOG = LoggerFactory.getLogger(Prerequisites.class);
    private final SqsClient sqs;
    private final DynamoDbClient dynamoDb;
    private final KinesisAsyncClient kinesis;

    public Prerequisites(SqsClient sqs, DynamoDbClient dynamoDb, KinesisAsyncClient kinesis) {
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.kinesis = kinesis;
    }

    /**
     * @param queues the queues' short names and the names of the settings that name them; likewise the tables
     * @return the queues' URLs by short name
     * @throws MissingException naming everything that is missing, and its setting
     */
    public Map<String, String> check(Map<String, Named> queues, List<Named> tables, Named stream) {
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
        try {
            kinesis.describeStreamSummary(describe -> describe.streamName(stream.name())).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException) {
                missing.add("stream " + stream.name() + " (" + stream.setting() + ")");
            } else {
                // Engineers can be phoned without it: the call watch tells, and records are read when it is back.
                LOG.warn("Kinesis cannot be asked for {} yet: {}", stream.name(), e.getCause().toString());
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
