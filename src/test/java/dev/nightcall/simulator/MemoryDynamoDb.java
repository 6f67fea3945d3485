package dev.nightcall.simulator;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * DynamoDB as one process sees it, in the memory of this one: for the requests that Nightcall makes it does and refuses exactly
 * what DynamoDB does, and where Nightcall makes a new one it says so instead of guessing. Each request happens at once and as a
 * whole; a {@link Watcher} may come between.
 */
public final class MemoryDynamoDb implements DynamoDbClient {

    private static final int MOST_TABLES = 100;
    private static final int MOST_READ = 100;
    private static final int MOST_WRITTEN = 25;
    private static final int MOST_TOGETHER = 100;
    /** DynamoDB, BatchGetItem: the most bytes of one answer; the keys of all others are handed back. */
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    private static final Set<String> KEY = Set.of("TableName", "Key", "ConsistentRead");
    /** Who gives no token is given one by the SDK, when it sends the request. */
    private static final Set<String> TOGETHER = Set.of("TransactItems", "ClientRequestToken");

    /** As Nightcall's own client is set up. */
    private static final int ATTEMPTS = 3;
    private static final int SERVER_ERROR = 500;

    private final MemoryTables tables;
    private final Watcher watcher;

    public MemoryDynamoDb(MemoryTables tables) {
        this(tables, Watcher.NONE);
    }

    public MemoryDynamoDb(MemoryTables tables, Watcher watcher) {
        this.tables = tables;
        this.watcher = watcher;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, KEY);
            MemoryTable table = tables.table(request.tableName());
            return GetItemResponse.builder().item(table.get(table.key().alone(request.key()))).build();
        });
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, Set.of("RequestItems"));
            checkCount(request.requestItems().values().stream().mapToInt(some -> some.keys().size()).sum(), MOST_READ);
            return new BatchRead(tables, LARGEST_ANSWER).read(request.requestItems());
        });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, Step.FORMS);
            returning(request.returnValues(), ReturnValue.NONE);
            tables.write(Step.put(tables.table(request.tableName()), request.item(), new Step.Asked(request.conditionExpression(),
                    request.expressionAttributeNames(), request.expressionAttributeValues())));
            return PutItemResponse.builder().build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, Step.FORMS);
            returning(request.returnValues(), ReturnValue.NONE, ReturnValue.ALL_NEW);
            Map<String, AttributeValue> now = tables.write(Step.update(tables.table(request.tableName()), request.key(),
                    request.updateExpression(), new Step.Asked(request.conditionExpression(),
                            request.expressionAttributeNames(), request.expressionAttributeValues())));
            return UpdateItemResponse.builder().attributes(request.returnValues() == ReturnValue.ALL_NEW ? now : null).build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, Step.FORMS);
            returning(request.returnValues(), ReturnValue.NONE);
            tables.write(Step.delete(tables.table(request.tableName()), request.key(), new Step.Asked(
                    request.conditionExpression(), request.expressionAttributeNames(), request.expressionAttributeValues())));
            return DeleteItemResponse.builder().build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return watched(request, () -> tables.table(request.tableName()).looking(request.indexName()).query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return watched(request, () -> tables.table(request.tableName()).looking(null).scan(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        AtomicBoolean done = new AtomicBoolean();
        return watched(request, () -> {
            Forms.only(request, TOGETHER);
            if (request.clientRequestToken() != null) {
                throw Refusal.unknown("a ClientRequestToken");
            }
            checkCount(request.transactItems().size(), MOST_TOGETHER);
            // Whoever asks again by the same token is told what became of it.
            if (done.compareAndSet(false, true)) {
                tables.writeTogether(request.transactItems().stream().map(item -> Step.of(item, tables)).toList());
            }
            return TransactWriteItemsResponse.builder().build();
        });
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return watched(request, () -> {
            Forms.only(request, Set.of("RequestItems"));
            checkCount(request.requestItems().values().stream().mapToInt(List::size).sum(), MOST_WRITTEN);
            List<Step> steps = new ArrayList<>();
            request.requestItems().forEach((name, writes) -> writes.forEach(write -> {
                MemoryTable table = tables.table(name);
                steps.add(write.putRequest() != null ? Step.put(table, write.putRequest().item(), Step.Asked.NOTHING)
                        : Step.delete(table, write.deleteRequest().key(), Step.Asked.NOTHING));
            }));
            MemoryTables.refuseTwice(steps, "Provided list of item keys contains duplicates");
            steps.forEach(tables::write);
            return BatchWriteItemResponse.builder().build();
        });
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return watched(request, () -> {
            tables.create(request);
            return CreateTableResponse.builder().tableDescription(tables.table(request.tableName()).description()).build();
        });
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return watched(request,
                () -> DescribeTableResponse.builder().table(tables.table(request.tableName()).description()).build());
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return watched(request, () -> {
            Forms.only(request, Set.of("ExclusiveStartTableName"));
            String after = request.exclusiveStartTableName();
            List<String> left = tables.names().stream().filter(name -> after == null || name.compareTo(after) > 0).toList();
            boolean more = left.size() > MOST_TABLES;
            List<String> page = more ? left.subList(0, MOST_TABLES) : left;
            return ListTablesResponse.builder().tableNames(page)
                    .lastEvaluatedTableName(more ? page.get(MOST_TABLES - 1) : null).build();
        });
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return watched(request, () -> {
            if (!request.timeToLiveSpecification().enabled()) {
                throw Refusal.unknown("the end of a time to live");
            }
            tables.table(request.tableName()).timeToLive(request.timeToLiveSpecification().attributeName());
            return UpdateTimeToLiveResponse.builder().timeToLiveSpecification(request.timeToLiveSpecification()).build();
        });
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return watched(request, () -> {
            String attribute = tables.table(request.tableName()).timeToLive();
            return DescribeTimeToLiveResponse.builder().timeToLiveDescription(ttl -> ttl.attributeName(attribute)
                    .timeToLiveStatus(attribute == null ? TimeToLiveStatus.DISABLED : TimeToLiveStatus.ENABLED)).build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** The tables stay: a process has ended, not the store. */
    @Override
    public void close() {
    }

    private <T> T watched(DynamoDbRequest request, Supplier<T> effect) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(request, effect);
            } catch (SdkException e) {
                if (attempt == ATTEMPTS || !mayPass(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean mayPass(SdkException e) {
        return e.retryable() || e instanceof SdkServiceException service
                && (service.statusCode() >= SERVER_ERROR || service.isThrottlingException());
    }

    private <T> T attempt(DynamoDbRequest request, Supplier<T> effect) {
        watcher.before(request);
        T answer;
        synchronized (tables) {
            answer = effect.get();
        }
        watcher.after(request);
        return answer;
    }

    private static void returning(ReturnValue asked, ReturnValue... known) {
        if (asked != null && !List.of(known).contains(asked)) {
            throw Refusal.unknown("ReturnValues " + asked);
        }
    }

    private static void checkCount(int count, int most) {
        if (count < 1 || count > most) {
            throw Refusal.invalid(count + " items in a request that takes 1 to " + most);
        }
    }
}
