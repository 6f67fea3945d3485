package dev.nightcall.simulator;

/** The contract of writes, kept by DynamoDB Local. */
class WritesOfDynamoDbLocalTest extends WritesContract {

    WritesOfDynamoDbLocalTest() {
        super(Store.DYNAMODB_LOCAL);
    }
}
