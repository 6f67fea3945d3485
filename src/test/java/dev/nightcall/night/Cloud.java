package dev.nightcall.night;

import dev.nightcall.local.Endpoints;
import dev.nightcall.local.Names;
import dev.nightcall.local.Provisioning;
import dev.nightcall.local.StandIns;
import dev.nightcall.local.StandInsConfig;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;

/**
 * SQS, DynamoDB and Kinesis, started once for all tests of a run, each behind a {@link Wire} that can be cut. Every
 * night has queues, tables and a stream of its own on them.
 */
public final class Cloud implements AutoCloseable {

    private final StandIns standIns;
    private final Wire sqs;
    private final Wire dynamoDb;
    private final Wire kinesis;

    private Cloud() throws Exception {
        standIns = StandIns.start(StandInsConfig.onFreePorts(null));
        Endpoints endpoints = standIns.endpoints();
        sqs = new Wire(endpoints.sqs().getPort());
        dynamoDb = new Wire(endpoints.dynamoDb().getPort());
        kinesis = new Wire(endpoints.kinesis().getPort());
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.endpointUrlSqs", sqs.endpoint());
        System.setProperty("aws.endpointUrlDynamoDb", dynamoDb.endpoint());
        System.setProperty("aws.endpointUrlKinesis", kinesis.endpoint());
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:9");
    }

    public Wire sqs() {
        return sqs;
    }

    public Wire dynamoDb() {
        return dynamoDb;
    }

    public Wire kinesis() {
        return kinesis;
    }

    /** Creates what one night needs. What is in its tables ends by no clock but the night's. */
    void provision(Names names) {
        Provisioning provisioning = new Provisioning(names);
        try (SqsClient client = SqsClient.builder().endpointOverride(URI.create(sqs.endpoint())).build();
             DynamoDbClient tables = DynamoDbClient.create(); KinesisClient streams = KinesisClient.create()) {
            provisioning.createQueues(client);
            provisioning.createLastingTables(tables);
            provisioning.createStream(streams);
        }
    }

    @Override
    public void close() throws Exception {
        sqs.close();
        dynamoDb.close();
        kinesis.close();
        standIns.close();
    }

    /** Gives a test class the cloud: {@code @ExtendWith(Cloud.Extension.class)} and a parameter. */
    public static final class Extension implements ParameterResolver {

        private record Shared(Cloud cloud) implements ExtensionContext.Store.CloseableResource {

            @Override
            public void close() throws Exception {
                cloud.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cloud.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(Cloud.class))
                    .getOrComputeIfAbsent("cloud", key -> {
                        try {
                            return new Shared(new Cloud());
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }, Shared.class).cloud();
        }
    }
}
