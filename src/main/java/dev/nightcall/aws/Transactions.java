package dev.nightcall.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Several conditional writes that happen together or not at all. */
public final class Transactions {

    private static final int TRIES = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);
    /** DynamoDB, TransactWriteItems: another write of the same item was under way; nothing was decided, so try again. */
    private static final Set<String> UNDECIDED = Set.of("TransactionConflict", "ThrottlingError",
            "ProvisionedThroughputExceeded");

    private final DynamoDbClient client;

    public Transactions(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * Writes all or nothing, none to a hundred: one alone needs no transaction, only patience with those of others.
     *
     * @return false when some condition did not hold, and nothing was written
     */
    public boolean write(List<Write> writes) {
        return switch (writes.size()) {
            case 0 -> true;
            case 1 -> write(writes.get(0));
            default -> execute(writes);
        };
    }

    private static boolean write(Write write) {
        for (int tries = 1; ; tries++) {
            try {
                return write.execute().isPresent();
            } catch (TransactionConflictException e) {
                if (tries == TRIES) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    /** @return false when some condition did not hold, and nothing was written */
    public boolean execute(Write... writes) {
        return execute(List.of(writes));
    }

    /** @return false when some condition did not hold, and nothing was written */
    public boolean execute(List<Write> writes) {
        for (int tries = 1; ; tries++) {
            try {
                client.transactWriteItems(request -> request
                        .transactItems(writes.stream().map(Write::inTransaction).toList()));
                return true;
            } catch (TransactionCanceledException e) {
                if (codes(e).anyMatch("ConditionalCheckFailed"::equals)) {
                    return false;
                }
                if (tries == TRIES || codes(e).noneMatch(UNDECIDED::contains)) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    /** A random and growing pause, so that those who got in each other's way do not do so again; none before the first try. */
    static void pause(int tries) {
        if (tries > 0) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tries * LONGEST_PAUSE.toNanos()));
        }
    }

    private static Stream<String> codes(TransactionCanceledException e) {
        return e.cancellationReasons().stream().map(CancellationReason::code);
    }
}
