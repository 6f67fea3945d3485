package dev.nightcall.local;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The DynamoDB tables that Nightcall needs, whoever creates them. All keys are strings, the tables are billed by
 * request, and the indexes are global and carry all attributes.
 *
 * @param timeToLive the attribute with the epoch second after which DynamoDB deletes the item; null for none
 */
public record TableSchema(String name, Key key, List<Index> indexes, String timeToLive) {

    /** A primary key; a null range means that the hash alone is the key. */
    public record Key(String hash, String range) {

        List<KeySchemaElement> elements() {
            List<KeySchemaElement> elements = new ArrayList<>();
            elements.add(KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build());
            if (range != null) {
                elements.add(KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
            }
            return elements;
        }
    }

    /** An index. */
    public record Index(String name, Key key) {
    }

    /** Every table. */
    public static List<TableSchema> all(Names.Tables names) {
        return List.of(
                table(names.incidents(), new Key("id", null), new Index("status", new Key("status", "openedAt"))),
                table(names.alerts(), new Key("holder", "key")),
                table(names.timeline(), new Key("incident", "at")),
                new TableSchema(names.suppressions(), new Key("key", null), List.of(), "expires"),
                new TableSchema(names.lines(), new Key("set", "name"), List.of(), "expires"),
                new TableSchema(names.fleet(), new Key("set", "name"), List.of(), "expires"),
                table(names.calls(), new Key("id", null), new Index("created", new Key("day", "createdAt"))),
                new TableSchema(names.overrides(), new Key("schedule", "id"), List.of(), "expires"),
                new TableSchema(names.ledger(), new Key("slot", "entry"), List.of(), "until"));
    }

    private static TableSchema table(String name, Key key, Index... indexes) {
        return new TableSchema(name, key, List.of(indexes), null);
    }

    CreateTableRequest request() {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key.elements())
                .attributeDefinitions(keyAttributes().map(TableSchema::string).toList());
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes.stream().map(TableSchema::request).toList());
        }
        return request.build();
    }

    private Stream<String> keyAttributes() {
        return Stream.concat(Stream.of(key), indexes.stream().map(Index::key))
                .flatMap(some -> some.elements().stream())
                .map(KeySchemaElement::attributeName)
                .distinct();
    }

    private static AttributeDefinition string(String attribute) {
        return AttributeDefinition.builder().attributeName(attribute).attributeType(ScalarAttributeType.S).build();
    }

    private static GlobalSecondaryIndex request(Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(index.key().elements())
                .projection(projection -> projection.projectionType(ProjectionType.ALL))
                .build();
    }
}
