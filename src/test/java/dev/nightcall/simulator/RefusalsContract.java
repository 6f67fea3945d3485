package dev.nightcall.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a store refuses, and how it says so. What Nightcall would be told by mistake in a test it would be told at night. */
abstract class RefusalsContract extends StoreContract {

    RefusalsContract(Store store) {
        super(store);
    }

    /** A request that is refused as invalid. */
    private record Bad(String name, Consumer<DynamoDbClient> request) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("a put without its key", put(Map.of("holder", s("h")))),
                new Bad("a put with a number as its key", put(Map.of("holder", s("h"), "key", n("1")))),
                new Bad("a put with an empty key", put(Map.of("holder", s("h"), "key", s("")))),
                new Bad("a put with a long hash", put(Map.of("holder", s("h".repeat(2049)), "key", s("k")))),
                new Bad("a put with a long range", put(Map.of("holder", s("h"), "key", s("é".repeat(513))))),
                new Bad("an empty set", put(Map.of("holder", s("h"), "key", s("k"), "set", ss()))),
                new Bad("a set with the same twice", put(Map.of("holder", s("h"), "key", s("k"), "set", ss("a", "a")))),
                new Bad("no number", put(Map.of("holder", s("h"), "key", s("k"), "number", n("x")))),
                new Bad("a number too long", put(Map.of("holder", s("h"), "key", s("k"), "number", n("1".repeat(39))))),
                new Bad("a large item", put(Map.of("holder", s("h"), "key", s("k"), "text", s("x".repeat(409_600))))),
                new Bad("a number in an index", client -> client.putItem(put -> put.tableName(Store.TABLES.incidents())
                        .item(Map.of("id", s("i"), "status", n("1"))))),
                new Bad("an empty text in an index", client -> client.putItem(put -> put.tableName(Store.TABLES.incidents())
                        .item(Map.of("id", s("i"), "status", s("x"), "openedAt", s(""))))),
                new Bad("a get with half a key", client -> client.getItem(get -> get.tableName(Store.TABLES.alerts())
                        .key(Map.of("holder", s("h"))))),
                new Bad("a get with more than the key", client -> client.getItem(get -> get.tableName(Store.TABLES.incidents())
                        .key(Map.of("id", s("i"), "status", s("x"))))),
                new Bad("a batch of nothing", client -> client.batchGetItem(get -> get.requestItems(Map.of()))),
                new Bad("a batch of 101", batch(IntStream.range(0, 101).mapToObj(n -> "" + n).toArray(String[]::new))),
                new Bad("a batch with the same twice", batch("a", "b", "a")),
                new Bad("an update of the key", update("SET #a = :v", Map.of("#a", "key"), s("x"))),
                new Bad("an update of the same twice", update("SET #a = :v REMOVE #a", Map.of("#a", "text"), s("x"))),
                new Bad("a section twice", update("SET #a = :v SET #b = :v", Map.of("#a", "text", "#b", "more"), s("x"))),
                new Bad("a text that is added", update("ADD #a :v", Map.of("#a", "text"), s("x"))),
                new Bad("a number that is deleted", update("DELETE #a :v", Map.of("#a", "text"), n("1"))),
                new Bad("a name that is not used", update("SET #a = :v", Map.of("#a", "text", "#b", "more"), s("x"))),
                new Bad("a name that is not given", update("SET #a = :v, #b = :v", Map.of("#a", "text"), s("x"))),
                new Bad("names without expressions", client -> client.updateItem(update -> update
                        .tableName(Store.TABLES.alerts()).key(itsKey("k")).expressionAttributeNames(Map.of("#a", "text")))),
                new Bad("a number added to a text", client -> {
                    client.putItem(put -> put.tableName(Store.TABLES.alerts()).item(with(itsKey("text"), s("x"))));
                    client.updateItem(update -> update.tableName(Store.TABLES.alerts()).key(itsKey("text"))
                            .updateExpression("ADD #a :v").expressionAttributeNames(Map.of("#a", "text"))
                            .expressionAttributeValues(Map.of(":v", n("1"))));
                }),
                new Bad("a transaction of nothing", client -> together(client, List.of())),
                new Bad("a transaction with the same twice", client -> together(client, List.of(
                        one -> one.put(put -> put.tableName(Store.TABLES.alerts()).item(itsKey("k"))),
                        one -> one.delete(delete -> delete.tableName(Store.TABLES.alerts()).key(itsKey("k")))))),
                new Bad("a check of nothing", client -> together(client, List.of(
                        one -> one.conditionCheck(check -> check.tableName(Store.TABLES.alerts()).key(itsKey("k")))))),
                new Bad("26 items at once", writes(IntStream.range(0, 26).mapToObj(n -> "" + n).toArray(String[]::new))),
                new Bad("the same item twice at once", writes("a", "a")),
                new Bad("a query of an attribute that is no key", query("text", s("x"))),
                new Bad("a query of an empty key", query("holder", s(""))),
                new Bad("a query by a number", query("holder", n("1"))),
                new Bad("a page of nothing", client -> client.query(query -> query.tableName(Store.TABLES.alerts()).limit(0)
                        .keyConditionExpression("#k = :k").expressionAttributeNames(Map.of("#k", "holder"))
                        .expressionAttributeValues(Map.of(":k", s("h"))))),
                new Bad("a page after another partition", after(null, itsKey("k"), "holder", s("other"))),
                new Bad("a page after half a key", after(null, Map.of("holder", s("h")), "holder", s("h"))),
                new Bad("a page of an index after a key of the table",
                        after("status", Map.of("id", s("i")), "status", s("open"))),
                new Bad("an index that does not exist", after("none", null, "status", s("open"))),
                new Bad("a consistent read of an index", client -> client.query(query -> query.tableName(Store.TABLES.incidents())
                        .indexName("status").consistentRead(true).keyConditionExpression("#k = :k")
                        .expressionAttributeNames(Map.of("#k", "status")).expressionAttributeValues(Map.of(":k", s("open"))))));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isInvalid(Bad bad) {
        DynamoDbException refused = catchThrowableOfType(DynamoDbException.class, () -> bad.request().accept(client));

        assertThat(refused).as(bad.name()).isNotNull().returns("ValidationException", e -> e.awsErrorDetails().errorCode())
                .returns(400, AwsServiceException::statusCode);
    }

    @Test
    void saysWhichOperationsOfATransactionFailed() {
        client.putItem(put -> put.tableName(Store.TABLES.alerts()).item(with(itsKey("there"), s("x"))));
        TransactionCanceledException refused = catchThrowableOfType(TransactionCanceledException.class,
                () -> together(client, List.of(
                        one -> one.put(put -> put.tableName(Store.TABLES.alerts()).item(itsKey("new"))),
                        one -> one.conditionCheck(check -> check.tableName(Store.TABLES.alerts()).key(itsKey("there"))
                                .conditionExpression("attribute_not_exists(#a)").expressionAttributeNames(Map.of("#a", "text"))),
                        one -> one.update(adds("other")),
                        one -> one.delete(delete -> delete.tableName(Store.TABLES.alerts()).key(itsKey("gone"))
                                .conditionExpression("attribute_exists(#a)").expressionAttributeNames(Map.of("#a", "text"))))));

        assertThat(refused.cancellationReasons()).extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed", "None", "ConditionalCheckFailed");
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
    }

    /** DynamoDB Local says so of the whole, DynamoDB itself of the operation. */
    @Test
    void anOperationOfATransactionThatMakesNoSense() {
        client.putItem(put -> put.tableName(Store.TABLES.alerts()).item(with(itsKey("text"), s("x"))));

        assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> together(client, List.of(
                one -> one.put(put -> put.tableName(Store.TABLES.alerts()).item(itsKey("not"))),
                one -> one.update(adds("text")))));
        assertThat(client.getItem(get -> get.tableName(Store.TABLES.alerts()).key(itsKey("not"))).hasItem()).isFalse();
    }

    @Test
    void aConditionThatDoesNotHold() {
        ConditionalCheckFailedException refused = catchThrowableOfType(ConditionalCheckFailedException.class,
                () -> client.deleteItem(delete -> delete.tableName(Store.TABLES.alerts()).key(itsKey("none"))
                        .conditionExpression("#a = :v").expressionAttributeNames(Map.of("#a", "text"))
                        .expressionAttributeValues(Map.of(":v", s("x")))));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ConditionalCheckFailedException");
        assertThat(refused.statusCode()).isEqualTo(400);
    }

    @Test
    void tablesThatAreNotThereOrAreThereAlready() {
        assertThat(catchThrowableOfType(ResourceNotFoundException.class,
                () -> client.getItem(get -> get.tableName("none").key(itsKey("k")))).awsErrorDetails().errorCode())
                .isEqualTo("ResourceNotFoundException");
        assertThat(catchThrowableOfType(ResourceNotFoundException.class,
                () -> client.describeTable(describe -> describe.tableName("none")))).isNotNull();
        assertThat(catchThrowableOfType(ResourceInUseException.class, () -> client.createTable(create -> create
                .tableName(Store.TABLES.lines()).billingMode("PAY_PER_REQUEST")
                .keySchema(key -> key.attributeName("a").keyType("HASH"))
                .attributeDefinitions(key -> key.attributeName("a").attributeType("S"))))).isNotNull();
    }

    private Update adds(String key) {
        return Update.builder().tableName(Store.TABLES.alerts()).key(itsKey(key)).updateExpression("ADD #a :v")
                .expressionAttributeNames(Map.of("#a", "text")).expressionAttributeValues(Map.of(":v", n("1"))).build();
    }

    private static void together(DynamoDbClient client, List<Consumer<TransactWriteItem.Builder>> items) {
        client.transactWriteItems(all -> all.transactItems(
                items.stream().map(item -> TransactWriteItem.builder().applyMutation(item).build()).toList()));
    }

    private static Consumer<DynamoDbClient> put(Map<String, AttributeValue> item) {
        return client -> client.putItem(put -> put.tableName(Store.TABLES.alerts()).item(item));
    }

    private static Consumer<DynamoDbClient> update(String expression, Map<String, String> placeholders,
                                                                   AttributeValue value) {
        return client -> client.updateItem(update -> update.tableName(Store.TABLES.alerts()).key(itsKey("k"))
                .updateExpression(expression).expressionAttributeNames(placeholders)
                .expressionAttributeValues(Map.of(":v", value)));
    }

    private static Consumer<DynamoDbClient> batch(String... keys) {
        return client -> client.batchGetItem(get -> get.requestItems(Map.of(Store.TABLES.alerts(), KeysAndAttributes.builder()
                .keys(Stream.of(keys).map(RefusalsContract::itsKey).toList()).build())));
    }

    private static Consumer<DynamoDbClient> writes(String... keys) {
        return client -> client.batchWriteItem(write -> write.requestItems(Map.of(Store.TABLES.alerts(), Stream.of(keys)
                .map(key -> WriteRequest.builder().putRequest(put -> put.item(itsKey(key))).build()).toList())));
    }

    private static Consumer<DynamoDbClient> query(String attribute, AttributeValue value) {
        return after(null, null, attribute, value);
    }

    private static Consumer<DynamoDbClient> after(String index, Map<String, AttributeValue> start, String attribute,
                                                                  AttributeValue value) {
        return client -> client.query(query -> query.tableName(index == null ? Store.TABLES.alerts() : Store.TABLES.incidents())
                .indexName(index).exclusiveStartKey(start).keyConditionExpression("#k = :k")
                .expressionAttributeNames(Map.of("#k", attribute)).expressionAttributeValues(Map.of(":k", value)));
    }

    private static Map<String, AttributeValue> itsKey(String key) {
        return Map.of("holder", s("h"), "key", s(key));
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> key, AttributeValue text) {
        return Map.of("holder", key.get("holder"), "key", key.get("key"), "text", text);
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    private static AttributeValue ss(String... texts) {
        return AttributeValue.fromSs(List.of(texts));
    }
}
