package dev.nightcall.night;

import dev.nightcall.simulator.MemoryDynamoDb;
import dev.nightcall.simulator.MemoryTables;
import dev.nightcall.simulator.Watcher;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

import java.util.ArrayList;
import java.util.List;

/** A client of DynamoDB that counts its requests, dies after a write, and lets others be faster than a write. */
final class WatchedDynamoDb implements ExecutionInterceptor, Watcher, AutoCloseable {

    private final DynamoDbClient client;
    private final List<String> requests = new ArrayList<>();
    private int writes;
    private int lastWrite = Integer.MAX_VALUE;
    private String awaited = "";
    private int awaitedNumber;
    private Runnable before = () -> { };

    /** Of the store that all tests share. */
    WatchedDynamoDb() {
        client = DynamoDbClient.builder()
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(this)).build();
    }

    /** Of a store in memory, which others may see too. */
    WatchedDynamoDb(MemoryTables tables) {
        client = new MemoryDynamoDb(tables, this);
    }

    /** The process is gone. */
    static final class Killed extends RuntimeException {

        Killed() {
            super("kill -9");
        }
    }

    DynamoDbClient client() {
        return client;
    }

    /** Begins to count anew. */
    void count() {
        requests.clear();
        writes = 0;
        awaitedNumber = 0;
        lastWrite = Integer.MAX_VALUE;
    }

    /** Begins to count anew, and dies as soon as so many writes are done. */
    void dieAfterWrite(int number) {
        count();
        lastWrite = number;
    }

    /** Somebody else does this just before the next transaction. */
    void beforeTransaction(Runnable other) {
        before("TransactWriteItems", other);
    }

    /** Somebody else does this just before the next request of an operation, as {@code PutItem}. */
    void before(String operation, Runnable other) {
        awaited = operation;
        before = other;
    }

    /** Begins to count anew; somebody else does this just before the request of that number, counted from 1. */
    void beforeRequest(int number, Runnable other) {
        count();
        awaitedNumber = number;
        before = other;
    }

    /** The requests since {@link #count}, by the names of their operations. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        before((DynamoDbRequest) context.request());
    }

    @Override
    public void before(DynamoDbRequest request) {
        String operation = operation(request);
        requests.add(operation);
        if (operation.equals(awaited) || requests.size() == awaitedNumber) {
            awaited = "";
            awaitedNumber = 0;
            before.run();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        after((DynamoDbRequest) context.request());
    }

    @Override
    public void after(DynamoDbRequest request) {
        if (!operation(request).matches("GetItem|BatchGetItem|Query|Scan") && ++writes == lastWrite) {
            throw new Killed();
        }
    }

    private static String operation(DynamoDbRequest request) {
        return request.getClass().getSimpleName().replace("Request", "");
    }

    @Override
    public void close() {
        client.close();
    }
}
