package dev.nightcall.local;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;

/** The real clients of the AWS SDK, pointed at a stand-in. */
public final class Clients {

    private Clients() {
    }

    public static SqsClient sqs(URI endpoint) {
        return build(SqsClient.builder(), endpoint);
    }

    public static DynamoDbClient dynamoDb(URI endpoint) {
        return build(DynamoDbClient.builder(), endpoint);
    }

    public static KinesisClient kinesis(URI endpoint) {
        return build(KinesisClient.builder(), endpoint);
    }

    public static KinesisAsyncClient kinesisAsync(URI endpoint) {
        return build(KinesisAsyncClient.builder(), endpoint);
    }

    public static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C build(B builder, URI endpoint) {
        return builder
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
