package dev.nightcall.health;

import dev.nightcall.aws.ClockWatch;
import dev.nightcall.metrics.Meters;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The cheapest request that tells whether something of AWS is there, for each kind of it. */
public final class Probes {

    static final AwsRequestOverrideConfiguration LIMITED =
            AwsRequestOverrideConfiguration.builder().apiCallTimeout(Duration.ofSeconds(3)).build();
    private static final List<QueueAttributeName> COUNTS = List.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final Meters meters;

    public Probes(Meters meters) {
        this.meters = meters;
    }

    /** GetQueueAttributes, which also says how many messages there are. */
    public Dependency queue(SqsClient sqs, String name, String url) {
        return new Dependency("queue " + name, () -> {
            try {
                meters.queued(name, messages(sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(COUNTS)
                        .overrideConfiguration(LIMITED)).attributes()));
            } catch (RuntimeException e) {
                meters.queued(name, Double.NaN);
                throw e;
            }
        });
    }

    /** Nothing is asked for: other answers tell. */
    public Dependency clock(ClockWatch clock) {
        return new Dependency("clock", () -> {
            meters.clockSkew(clock.skew());
            if (!clock.isRight()) {
                throw new IllegalStateException("nothing new is begun until this clock is right again");
            }
        }, () -> clock.isNoteworthy() ? clock.problem() : "");
    }

    /** DescribeTable. */
    public Dependency table(DynamoDbClient dynamoDb, String name) {
        return new Dependency("table " + name, () -> {
            TableStatus status = dynamoDb.describeTable(describe -> describe.tableName(name).overrideConfiguration(LIMITED))
                    .table().tableStatus();
            if (status != TableStatus.ACTIVE && status != TableStatus.UPDATING) {
                throw new IllegalStateException("is " + status);
            }
        });
    }

    /** DescribeStreamSummary. */
    public Dependency stream(KinesisAsyncClient kinesis, String name) {
        return new Dependency("stream " + name, () -> {
            StreamStatus status = kinesis.describeStreamSummary(describe -> describe.streamName(name)
                    .overrideConfiguration(LIMITED)).join().streamDescriptionSummary().streamStatus();
            if (status != StreamStatus.ACTIVE && status != StreamStatus.UPDATING) {
                throw new IllegalStateException("is " + status);
            }
        });
    }

    /**
     * DescribeContact of a contact that does not exist: Connect has no cheaper request for which Nightcall needs the right
     * anyway. That Connect asks for fewer requests means that it is there.
     *
     * @param setUp whether what the settings name is there, too
     */
    public Dependency connect(ConnectClient connect, String instanceId, ConnectSetUpCheck setUp) {
        return new Dependency("connect", () -> {
            setUp.require();
            try {
                connect.describeContact(describe -> describe.instanceId(instanceId)
                        .contactId(UUID.randomUUID().toString()).overrideConfiguration(LIMITED));
            } catch (ConnectException e) {
                if (e.statusCode() != 404 && e.statusCode() != 429) {
                    throw e;
                }
            }
        }, setUp::note);
    }

    private static double messages(Map<QueueAttributeName, String> counts) {
        return COUNTS.stream().mapToLong(count -> Long.parseLong(counts.getOrDefault(count, "0"))).sum();
    }
}
