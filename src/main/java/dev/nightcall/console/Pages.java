package dev.nightcall.console;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.util.function.Function;

/** Reads a page that starts where a caller says. */
final class Pages {

    private Pages() {
    }

    /** DynamoDB itself knows best whether a key can be in the list that is asked for. */
    static Table.Page read(Item next, Function<Item, Table.Page> page) {
        try {
            return page.apply(next);
        } catch (DynamoDbException e) {
            String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
            if (next != null && "ValidationException".equals(code)) {
                throw ApiRequest.badNext();
            }
            throw e;
        }
    }
}
