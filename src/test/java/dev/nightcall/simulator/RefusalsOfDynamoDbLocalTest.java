package dev.nightcall.simulator;

/** The contract of refusals, kept by DynamoDB Local. */
class RefusalsOfDynamoDbLocalTest extends RefusalsContract {

    RefusalsOfDynamoDbLocalTest() {
        super(Store.DYNAMODB_LOCAL);
    }
}
