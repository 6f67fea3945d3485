package dev.nightcall.simulator;

import dev.nightcall.local.DynamoDbStandIn;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Amazon's own store, and the one that stands in for it: what is tested of one is tested of the other. Each starts once. */
enum Store {

    DYNAMODB_LOCAL {

        private DynamoDbStandIn server;

        @Override
        DynamoDbClient start(LostAnswer lost) throws IOException {
            if (server == null) {
                server = new DynamoDbStandIn(0, null).start();
            }
            return DynamoDbClient.builder().region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(lost))
                    .endpointOverride(URI.create("http://127.0.0.1:" + server.port())).build();
        }
    },

    MEMORY {

        private final MemoryTables tables = new MemoryTables();

        @Override
        DynamoDbClient start(LostAnswer lost) {
            return new MemoryDynamoDb(tables, lost);
        }
    };

    /** The names of its tables; each test has keys of its own in them. */
    static final Names.Tables TABLES = Names.standard().tables();

    private DynamoDbClient client;

    abstract DynamoDbClient start(LostAnswer lost) throws IOException;

    /** Of all of Nightcall's tables. */
    synchronized DynamoDbClient client() {
        if (client == null) {
            client = losing(new LostAnswer());
            new Provisioning(Names.standard()).createLastingTables(client);
        }
        return client;
    }

    /** One of another process, which does not get all answers. */
    DynamoDbClient losing(LostAnswer lost) {
        try {
            return start(lost);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once it is told so, the next answer is a 500 instead, though all is done. */
    static final class LostAnswer implements ExecutionInterceptor, Watcher {

        private boolean next;

        void next() {
            next = true;
        }

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            SdkHttpResponse answer = context.httpResponse();
            return isLost() ? answer.toBuilder().statusCode(500).build() : answer;
        }

        @Override
        public void after(DynamoDbRequest request) {
            if (isLost()) {
                throw InternalServerErrorException.builder().statusCode(500).message("lost").build();
            }
        }

        private boolean isLost() {
            boolean lost = next;
            next = false;
            return lost;
        }
    }
}
