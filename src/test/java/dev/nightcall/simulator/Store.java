package dev.nightcall.simulator;

import dev.nightcall.local.DynamoDbStandIn;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Supplier;

/** Amazon's own store, and the one that stands in for it: what is tested of one is tested of the other. Each starts once. */
enum Store {

    DYNAMODB_LOCAL(Store::dynamoDbLocal),
    MEMORY(() -> new MemoryDynamoDb(new MemoryTables()));

    /** The names of its tables; each test has keys of its own in them. */
    static final Names.Tables TABLES = Names.standard().tables();

    private final Supplier<DynamoDbClient> start;
    private DynamoDbClient client;

    Store(Supplier<DynamoDbClient> start) {
        this.start = start;
    }

    /** Of all of Nightcall's tables. */
    synchronized DynamoDbClient client() {
        if (client == null) {
            DynamoDbClient started = start.get();
            new Provisioning(Names.standard()).createLastingTables(started);
            client = started;
        }
        return client;
    }

    private static DynamoDbClient dynamoDbLocal() {
        try {
            return DynamoDbClient.builder().region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .endpointOverride(URI.create("http://127.0.0.1:" + new DynamoDbStandIn(0, null).start().port())).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
