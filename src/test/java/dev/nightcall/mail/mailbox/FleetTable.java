package dev.nightcall.mail.mailbox;

import dev.nightcall.aws.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.UUID;

/** A table as {@code nightcall-fleet}, for one test. */
final class FleetTable implements AutoCloseable {

    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final Table table = new Table(dynamoDb, "fleet-" + UUID.randomUUID());

    FleetTable() {
        create();
    }

    void create() {
        dynamoDb.createTable(create -> create.tableName(table.name()).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(a -> a.attributeName("set").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("name").attributeType(ScalarAttributeType.S))
                .keySchema(key -> key.attributeName("set").keyType(KeyType.HASH),
                        key -> key.attributeName("name").keyType(KeyType.RANGE)));
    }

    void drop() {
        dynamoDb.deleteTable(delete -> delete.tableName(table.name()));
    }

    Table table() {
        return table;
    }

    @Override
    public void close() {
        dynamoDb.close();
    }
}
