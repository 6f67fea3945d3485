package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One of the stores on which a property plays: some keys of a table without and of one with an index, new for each try. */
final class Stage {

    private final DynamoDbClient client;
    private final String here;
    private final Table alerts;
    private final Table incidents;

    /** @param here a part of all hashes */
    Stage(DynamoDbClient client, String here) {
        this.client = client;
        this.here = here;
        alerts = new Table(client, Store.TABLES.alerts());
        incidents = new Table(client, Store.TABLES.incidents());
    }

    Table table(boolean incident) {
        return incident ? incidents : alerts;
    }

    Transactions transactions() {
        return new Transactions(client);
    }

    String hash(String hash) {
        return here + hash;
    }

    Item key(boolean incident, List<String> key) {
        return incident ? Item.of("id", here + key.get(1)) : Item.of("holder", hash(key.get(0))).with("key", key.get(1));
    }

    /** What is there of some keys of both tables. */
    List<String> contents(List<List<String>> keys) {
        Reads reads = new Reads(client);
        List<Supplier<Optional<Item>>> found = Stream.of(true, false).flatMap(incident -> keys.stream()
                .map(key -> reads.get(table(incident), key(incident, key)))).toList();
        reads.run();
        return found.stream().map(one -> one.get().map(Stage::show).orElse("none")).toList();
    }

    /** An item with its attributes, and its sets, in order. */
    static String show(Item item) {
        Map<String, Object> shown = new TreeMap<>();
        item.names().forEach(name -> shown.put(name, item.text(name) != null ? item.text(name)
                : item.set(name).isEmpty() ? item.number(name) : new TreeSet<>(item.set(name))));
        return shown.toString();
    }
}
