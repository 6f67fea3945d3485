package dev.nightcall.simulator;

/** The contract of pages, kept by DynamoDB Local. */
class PagesOfDynamoDbLocalTest extends PagesContract {

    PagesOfDynamoDbLocalTest() {
        super(Store.DYNAMODB_LOCAL);
    }
}
