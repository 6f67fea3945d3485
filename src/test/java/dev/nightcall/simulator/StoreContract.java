package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.UUID;

/** What Nightcall relies on in a store, asked as Nightcall asks it: it holds for DynamoDB and for what stands in for it. */
abstract class StoreContract {

    static final List<String> IN_ORDER = List.of("A", "a", "b", "é", "\uFFFD", "😀");

    final Store store;
    DynamoDbClient client;
    Table alerts;
    Table incidents;
    Transactions transactions;
    /** Each test has a partition of its own. */
    String here;

    StoreContract(Store store) {
        this.store = store;
    }

    @BeforeEach
    void begin() {
        client = store.client();
        alerts = new Table(client, Store.TABLES.alerts());
        incidents = new Table(client, Store.TABLES.incidents());
        transactions = new Transactions(client);
        here = UUID.randomUUID().toString();
    }

    Item key(String key) {
        return Item.of("holder", here).with("key", key);
    }

    Item incident(String id, String status, String openedAt) {
        return Item.of("id", here + id).with("status", here + status).with("openedAt", openedAt).with("title", "x");
    }
}
