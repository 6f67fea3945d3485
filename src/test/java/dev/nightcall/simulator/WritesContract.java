package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Reads;
import dev.nightcall.aws.Table;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What writes of one item, or of several together, do on what condition. */
abstract class WritesContract extends StoreContract {

    WritesContract(Store store) {
        super(store);
    }

    @Test
    void whatIsPutIsThereAndNothingElse() {
        alerts.put(key("a").with("text", "").with("number", 12345678901L).with("set", List.of("x", "y"))).execute();

        Item found = alerts.get(key("a")).orElseThrow();
        assertThat(found.names()).containsExactlyInAnyOrder("holder", "key", "text", "number", "set");
        assertThat(found.text("text")).isEmpty();
        assertThat(found.number("number")).isEqualTo(12345678901L);
        assertThat(found.set("set")).containsExactly("x", "y");
        assertThat(alerts.get(key("b"))).isEmpty();
    }

    @Test
    void aPutReplacesAllThatWasThere() {
        alerts.put(key("a").with("old", 1)).execute();
        alerts.put(key("a").with("new", 1)).execute();

        assertThat(alerts.get(key("a")).orElseThrow().names()).containsExactlyInAnyOrder("holder", "key", "new");
    }

    @Test
    void whatIsKeptDoesNotChangeWithWhatWasGiven() {
        Item given = key("a").with("text", "first");
        alerts.put(given).execute();
        given.with("text", "second");
        alerts.get(key("a")).orElseThrow().with("text", "third");

        assertThat(text("a")).isEqualTo("first");
    }

    @Test
    void anUpdateMakesTheItemAndSaysWhatItIsNow() {
        Item made = alerts.update(key("a")).set("text", "x").increase("number", 3).addToSet("set", List.of("a")).execute()
                .orElseThrow();
        Item then = alerts.update(key("a")).set("text", null).increase("number", -5).addToSet("set", List.of("a", "b")).execute()
                .orElseThrow();

        assertThat(made.text("text")).isEqualTo("x");
        assertThat(made.number("number")).isEqualTo(3);
        assertThat(then.text("holder")).isEqualTo(here);
        assertThat(then.has("text")).isFalse();
        assertThat(then.number("number")).isEqualTo(-2);
        assertThat(then.set("set")).containsExactly("a", "b");
    }

    @Test
    void anUpdateThatOnlyRemovesMakesTheItemToo() {
        assertThat(alerts.update(key("a")).remove("text").removeFromSet("set", List.of("x")).execute().orElseThrow().names())
                .containsExactlyInAnyOrder("holder", "key");
        assertThat(alerts.update(key("b")).execute().orElseThrow().names()).containsExactlyInAnyOrder("holder", "key");
        assertThat(alerts.get(key("a"))).isPresent();
    }

    @Test
    void whatIsSetOnceStays() {
        alerts.update(key("a")).setOnce("text", "first").execute();
        alerts.update(key("a")).setOnce("text", "second").execute();

        assertThat(text("a")).isEqualTo("first");
    }

    @Test
    void aSetThatLosesAllIsGone() {
        alerts.update(key("a")).addToSet("set", List.of("x", "y")).execute();
        alerts.update(key("a")).removeFromSet("set", List.of("x", "z")).execute();
        assertThat(alerts.get(key("a")).orElseThrow().set("set")).containsExactly("y");

        alerts.update(key("a")).removeFromSet("set", List.of("y")).execute();
        assertThat(alerts.get(key("a")).orElseThrow().has("set")).isFalse();
    }

    @Test
    void conditionsOfWhatIsThere() {
        alerts.put(key("a").with("text", "x").with("number", 5).with("set", List.of("m", "n"))).execute();

        assertThat(holds("a", write -> write.whenPresent("text"))).isTrue();
        assertThat(holds("a", write -> write.whenAbsent("text"))).isFalse();
        assertThat(holds("a", write -> write.whenEquals("text", "x"))).isTrue();
        assertThat(holds("a", write -> write.whenEquals("text", "y"))).isFalse();
        assertThat(holds("a", write -> write.whenEquals("number", 5))).isTrue();
        assertThat(holds("a", write -> write.whenEquals("set", List.of("n", "m")))).isTrue();
        assertThat(holds("a", write -> write.whenEquals("set", List.of("n")))).isFalse();
        assertThat(holds("a", write -> write.whenSetLacks("set", "m"))).isFalse();
        assertThat(holds("a", write -> write.whenSetLacks("set", "o"))).isTrue();
        assertThat(holds("a", write -> write.whenAbsentOrEquals("text", "x"))).isTrue();
        assertThat(holds("a", write -> write.whenAbsentOrEquals("text", "y"))).isFalse();
        assertThat(holds("a", write -> write.whenAbsentOrLess("number", 6))).isTrue();
        assertThat(holds("a", write -> write.whenAbsentOrLess("number", 5))).isFalse();
        assertThat(holds("a", write -> write.whenAbsentOrLess("number", 10))).as("not as texts").isTrue();
        assertThat(holds("a", write -> write.whenPresent("text").whenEquals("number", 4))).as("all of them").isFalse();
    }

    @Test
    void conditionsOfWhatIsNotThere() {
        for (String key : List.of("a", "b")) {
            assertThat(holds(key, write -> write.whenPresent("text"))).isFalse();
            assertThat(holds(key, write -> write.whenAbsent("text"))).isTrue();
            assertThat(holds(key, write -> write.whenEquals("text", "x"))).isFalse();
            assertThat(holds(key, write -> write.whenSetLacks("set", "m"))).isTrue();
            assertThat(holds(key, write -> write.whenAbsentOrEquals("text", "x"))).isTrue();
            assertThat(holds(key, write -> write.whenAbsentOrLess("number", 6))).isTrue();
            alerts.put(key("b")).execute();
        }
    }

    @Test
    void whatIsOfAnotherTypeIsNeitherEqualNorLess() {
        alerts.put(key("a").with("text", "5")).execute();

        assertThat(holds("a", write -> write.whenEquals("text", 5))).isFalse();
        assertThat(holds("a", write -> write.whenAbsentOrLess("text", 6))).isFalse();
        assertThat(holds("a", write -> write.whenSetLacks("text", "5"))).as("a text contains its parts").isFalse();
    }

    @Test
    void textsAreLessInTheOrderOfTheirBytes() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            alerts.put(key("a").with("text", IN_ORDER.get(i))).execute();
            for (int j = 0; j < IN_ORDER.size(); j++) {
                String other = IN_ORDER.get(j);
                assertThat(holds("a", write -> write.whenAbsentOrLess("text", other))).isEqualTo(i < j);
            }
        }
    }

    @Test
    void aConditionThatDoesNotHoldChangesNothing() {
        assertThat(alerts.put(key("a").with("text", "x")).whenAbsent("holder").execute()).isPresent();
        assertThat(alerts.put(key("a").with("text", "y")).whenAbsent("holder").execute()).isEmpty();
        assertThat(alerts.update(key("a")).set("text", "z").whenEquals("text", "y").execute()).isEmpty();
        assertThat(alerts.update(key("b")).set("text", "z").whenPresent("holder").execute()).isEmpty();

        assertThat(text("a")).isEqualTo("x");
        assertThat(alerts.get(key("b"))).isEmpty();
    }

    @Test
    void deletes() {
        alerts.put(key("a").with("text", "x")).execute();
        assertThat(alerts.delete(key("a"), "text", "y")).isFalse();
        assertThat(alerts.delete(key("a"), "text", "x")).isTrue();
        assertThat(alerts.delete(key("a"), "text", "x")).isFalse();
        alerts.delete(key("a"));

        assertThat(alerts.get(key("a"))).isEmpty();
    }

    @Test
    void aTransactionHappensAsAWhole() {
        alerts.put(key("a").with("text", "x")).execute();
        assertThat(transactions.execute(alerts.check(key("a")).whenEquals("text", "x"),
                alerts.update(key("b")).increase("number", 1), alerts.put(key("c").with("text", "new")).whenAbsent("holder"),
                incidents.put(incident("i", "open", "1")))).isTrue();

        assertThat(alerts.get(key("b")).orElseThrow().number("number")).isEqualTo(1);
        assertThat(text("c")).isEqualTo("new");
        assertThat(incidents.get(Item.of("id", here + "i"))).isPresent();
    }

    @Test
    void orNotAtAll() {
        alerts.put(key("a").with("text", "x")).execute();
        for (Write fails : List.of(alerts.check(key("a")).whenEquals("text", "y"), alerts.put(key("a")).whenAbsent("holder"),
                alerts.update(key("a")).set("text", "z").whenPresent("number"))) {
            assertThat(transactions.execute(alerts.update(key("b")).increase("number", 1), fails, alerts.put(key("c"))))
                    .isFalse();
        }
        assertThat(text("a")).isEqualTo("x");
        assertThat(alerts.get(List.of(key("b"), key("c")))).isEmpty();
    }

    /** The SDK asks again, and its own write is in its way; of a transaction DynamoDB still knows what became of it. */
    @Test
    void whatIsDoneAndNotAnsweredIsAskedAgain() {
        Store.LostAnswer lost = new Store.LostAnswer();
        DynamoDbClient losing = store.losing(lost);
        Table table = new Table(losing, alerts.name());

        lost.next();
        assertThat(table.put(key("a")).whenAbsent("key").execute()).isEmpty();
        lost.next();
        assertThat(table.update(key("a")).increase("number", 1).execute().orElseThrow().number("number")).isEqualTo(2);
        lost.next();
        assertThat(new Transactions(losing).execute(table.put(key("b").with("text", "x")).whenAbsent("key"),
                table.update(key("a")).increase("number", 1))).isTrue();
        assertThat(text("b")).isEqualTo("x");
        assertThat(alerts.get(key("a")).orElseThrow().number("number")).isEqualTo(3);
    }

    @Test
    void readsManyItemsOfSeveralTables() {
        alerts.putAll(IntStream.range(0, 130).mapToObj(n -> key("k" + n).with("number", n)).toList());
        incidents.put(incident("i", "open", "1")).execute();
        Reads reads = new Reads(client);
        List<Supplier<Optional<Item>>> found = new ArrayList<>();
        for (int n = 0; n < 140; n++) {
            found.add(reads.get(alerts, key("k" + n)));
        }
        var incident = reads.get(incidents, Item.of("id", here + "i"), item -> item.text("status"));
        reads.run();

        assertThat(found.subList(0, 130)).allSatisfy(one -> assertThat(one.get()).isPresent());
        assertThat(found.get(77).get().orElseThrow().number("number")).isEqualTo(77);
        assertThat(found.subList(130, 140)).allSatisfy(one -> assertThat(one.get()).isEmpty());
        assertThat(incident.get()).contains(here + "open");
    }

    private String text(String key) {
        return alerts.get(key(key)).orElseThrow().text("text");
    }

    private boolean holds(String key, Function<Write, Write> condition) {
        return transactions.execute(condition.apply(alerts.check(key(key))));
    }
}
