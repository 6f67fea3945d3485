package dev.nightcall.simulator;

import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The store: what outlives the processes of a night. Each process sees it through a {@link MemoryDynamoDb} of its own. */
public final class MemoryTables {

    private static final CancellationReason NONE = CancellationReason.builder().code("None").build();
    private static final CancellationReason FAILED = CancellationReason.builder().code("ConditionalCheckFailed")
            .message("The conditional request failed").build();

    private final NavigableMap<String, MemoryTable> tables = new TreeMap<>();

    /** All of Nightcall's tables, empty. */
    public static MemoryTables of(Names names) {
        MemoryTables tables = new MemoryTables();
        new Provisioning(names).createTables(new MemoryDynamoDb(tables));
        return tables;
    }

    /** DynamoDB deletes what has ended by its time to live when it likes; here, when a test says so. */
    public synchronized void expire(Instant now) {
        tables.values().forEach(table -> table.expire(now));
    }

    /** @param seen is shown every item of this table as it is written */
    void watch(String name, Consumer<Map<String, AttributeValue>> seen) {
        table(name).watchedBy(seen);
    }

    void create(CreateTableRequest request) {
        if (tables.containsKey(request.tableName())) {
            throw Refusal.tableExists(request.tableName());
        }
        tables.put(request.tableName(), new MemoryTable(request));
    }

    List<String> names() {
        return List.copyOf(tables.keySet());
    }

    MemoryTable table(String name) {
        MemoryTable table = tables.get(name);
        if (table == null) {
            throw Refusal.noTable(name);
        }
        return table;
    }

    /** @return the item as it is now, empty when there is none */
    Map<String, AttributeValue> write(Step step) {
        if (!step.isAllowed()) {
            throw Refusal.condition();
        }
        Map<String, AttributeValue> outcome = step.outcome();
        step.write(outcome);
        return outcome;
    }

    /**
     * All or none. What makes no sense is refused as DynamoDB Local refuses it; DynamoDB itself, says its documentation,
     * cancels the transaction with the reason ValidationError. It is an error of Nightcall in any case.
     */
    void writeTogether(List<Step> steps) {
        refuseTwice(steps, "Transaction request cannot include multiple operations on one item");
        List<CancellationReason> reasons = new ArrayList<>();
        List<Map<String, AttributeValue>> outcomes = new ArrayList<>();
        for (Step step : steps) {
            if (step.isAllowed()) {
                outcomes.add(step.outcome());
                reasons.add(NONE);
            } else {
                reasons.add(FAILED);
            }
        }
        if (outcomes.size() < steps.size()) {
            throw Refusal.cancelled(reasons);
        }
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).write(outcomes.get(i));
        }
    }

    static void refuseTwice(List<Step> steps, String message) {
        Map<MemoryTable, Set<Key>> keys = new HashMap<>();
        for (Step step : steps) {
            if (!keys.computeIfAbsent(step.table(), table -> new HashSet<>()).add(step.key())) {
                throw Refusal.invalid(message);
            }
        }
    }
}
