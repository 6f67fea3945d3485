package dev.nightcall.local;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class StandInsTest {

    private static final Names NAMES = Names.standard();

    @TempDir
    private Path data;

    @Test
    void twoOfThemRunSideBySideAndShareNothing() throws Exception {
        try (StandIns one = StandIns.start(StandInsConfig.onFreePorts(null));
             StandIns two = StandIns.start(StandInsConfig.onFreePorts(null));
             SqsClient sqsOne = Clients.sqs(one.endpoints().sqs());
             SqsClient sqsTwo = Clients.sqs(two.endpoints().sqs());
             DynamoDbClient dynamoDbOne = Clients.dynamoDb(one.endpoints().dynamoDb());
             DynamoDbClient dynamoDbTwo = Clients.dynamoDb(two.endpoints().dynamoDb())) {
            accept(sqsOne, "for one");
            dynamoDbOne.putItem(r -> r.tableName(NAMES.tables().lines()).item(line()));

            assertThat(waiting(sqsOne)).isEqualTo("1");
            assertThat(waiting(sqsTwo)).isEqualTo("0");
            assertThat(dynamoDbTwo.scan(r -> r.tableName(NAMES.tables().lines())).items()).isEmpty();
        }
    }

    @Test
    void aPortInUseIsNamedWithItsSetting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            StandInsConfig free = StandInsConfig.onFreePorts(data);
            StandInsConfig config = new StandInsConfig(free.sqs(), free.dynamoDb(),
                    new Port("local.kinesis", taken.getLocalPort()), free.connect(), data, NAMES);

            assertThatIllegalStateException().isThrownBy(() -> StandIns.start(config))
                    .withMessageContaining("local.kinesis").withMessageContaining("" + taken.getLocalPort());
        }
    }

    @Test
    void whatWasAcceptedOutlivesAKill() throws Exception {
        Port sqs = new Port("local.sqs", 0).resolve();
        Port dynamoDb = new Port("local.dynamodb", 0).resolve();
        Port kinesis = new Port("local.kinesis", 0).resolve();
        Port connect = new Port("local.connect", 0).resolve();

        Process process = startProcess(sqs, dynamoDb, kinesis, connect);
        try {
            await().until(() -> isReady(process));
            try (SqsClient client = Clients.sqs(sqs.endpoint());
                 DynamoDbClient table = Clients.dynamoDb(dynamoDb.endpoint());
                 KinesisClient stream = Clients.kinesis(kinesis.endpoint())) {
                table.putItem(r -> r.tableName(NAMES.tables().lines()).item(line()));
                stream.putRecord(r -> r.streamName(NAMES.stream()).partitionKey("key")
                        .data(SdkBytes.fromUtf8String("record")));
                accept(client, "alert");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        StandInsConfig again = new StandInsConfig(sqs, dynamoDb, kinesis, connect, data, NAMES);
        try (StandIns standIns = StandIns.start(again);
             SqsClient client = Clients.sqs(standIns.endpoints().sqs());
             DynamoDbClient table = Clients.dynamoDb(standIns.endpoints().dynamoDb());
             KinesisClient stream = Clients.kinesis(standIns.endpoints().kinesis())) {
            assertThat(waiting(client)).isEqualTo("1");
            assertThat(table.scan(r -> r.tableName(NAMES.tables().lines())).items()).containsExactly(line());
            String iterator = stream.getShardIterator(r -> r.streamName(NAMES.stream())
                    .shardId("shardId-000000000000").shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
            assertThat(stream.getRecords(r -> r.shardIterator(iterator)).records())
                    .extracting(stored -> stored.data().asUtf8String()).containsExactly("record");
        }
    }

    private Process startProcess(Port sqs, Port dynamoDb, Port kinesis, Port connect) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), StandIns.class.getName());
        builder.environment().putAll(Map.of(
                "LOCAL_SQS", "" + sqs.number(),
                "LOCAL_DYNAMODB", "" + dynamoDb.number(),
                "LOCAL_KINESIS", "" + kinesis.number(),
                "LOCAL_CONNECT", "" + connect.number(),
                "LOCAL_DATA", data.toString()));
        return builder.redirectErrorStream(true).redirectOutput(output().toFile()).start();
    }

    private boolean isReady(Process process) throws Exception {
        assertThat(process.isAlive()).withFailMessage(() -> "the stand-ins ended, see " + output()).isTrue();
        return Files.readString(output()).contains("Ready.");
    }

    private Path output() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private static Map<String, AttributeValue> line() {
        return Map.of("set", AttributeValue.fromS("lines"), "name", AttributeValue.fromS("sato"));
    }

    private static void accept(SqsClient sqs, String text) {
        sqs.sendMessage(r -> r.queueUrl(queue(sqs)).messageBody(text));
    }

    private static String waiting(SqsClient sqs) {
        return sqs.getQueueAttributes(r -> r
                .queueUrl(queue(sqs)).attributeNamesWithStrings("ApproximateNumberOfMessages"))
                .attributesAsStrings().get("ApproximateNumberOfMessages");
    }

    private static String queue(SqsClient sqs) {
        return sqs.getQueueUrl(r -> r.queueName(NAMES.queues().alerts())).queueUrl();
    }
}
