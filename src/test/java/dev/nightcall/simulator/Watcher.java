package dev.nightcall.simulator;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Stands between one process and the store. Whatever it throws is what the process gets instead of an answer: so it crashes the
 * process at any request, refuses, throttles, lets others be faster, or loses the answer of what is done. As with the SDK's own
 * client, a 5xx and whatever else may pass is first tried again, and each try is watched.
 */
public interface Watcher {

    /** Lets everything happen. */
    Watcher NONE = new Watcher() {
    };

    /** Nothing of the request is done yet. */
    default void before(DynamoDbRequest request) {
    }

    /** All of the request is done, and nobody knows it yet. Not called for a request that was refused: it did nothing. */
    default void after(DynamoDbRequest request) {
    }

    /** As it is told in a history. */
    static String name(DynamoDbRequest request) {
        return request.getClass().getSimpleName().replace("Request", "");
    }

    /** What a refused request, or one whose answer is lost, ends with. */
    static DynamoDbException unavailable() {
        return (DynamoDbException) DynamoDbException.builder().statusCode(503).message("unavailable").build();
    }
}
