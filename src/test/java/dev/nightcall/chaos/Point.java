package dev.nightcall.chaos;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names a request to AWS by its service, operation and what it is about: {@code dynamodb:UpdateItem(calls)}. */
final class Point {

    private static final String PREFIX = "nightcall-";

    private Point() {
    }

    static String of(String service, String operation, SdkRequest request) {
        return service.toLowerCase(Locale.ROOT) + ":" + operation + about(request);
    }

    private static String about(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest transaction) {
            return text(transaction.transactItems().stream().map(Point::table).toList());
        }
        if (request instanceof BatchGetItemRequest batch) {
            return text(batch.requestItems().keySet());
        }
        if (request instanceof BatchWriteItemRequest batch) {
            return text(batch.requestItems().keySet());
        }
        return Stream.of("QueueUrl", "QueueName", "TableName").map(field -> request.getValueForField(field, String.class))
                .flatMap(Optional::stream).findFirst().map(name -> "(" + brief(name) + ")").orElse("");
    }

    private static String table(TransactWriteItem item) {
        return item.put() != null ? item.put().tableName() : item.update() != null ? item.update().tableName()
                : item.conditionCheck().tableName();
    }

    private static String text(Collection<String> names) {
        return names.stream().map(Point::brief).distinct().sorted().collect(Collectors.joining("+", "(", ")"));
    }

    private static String brief(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith(PREFIX) ? last.substring(PREFIX.length()) : last;
    }
}
