package dev.nightcall.local.kinesis;

import dev.nightcall.SettableClock;
import dev.nightcall.local.Clients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KinesisStandInTest {

    private static final String STREAM = "contact-records";
    private static final String FIRST_SHARD = "shardId-000000000000";

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private KinesisStandIn standIn;
    private KinesisClient kinesis;

    @BeforeEach
    void start() throws Exception {
        standIn = new KinesisStandIn(0, folder, clock).start();
        kinesis = Clients.kinesis(endpoint());
    }

    @AfterEach
    void stop() throws Exception {
        kinesis.close();
        standIn.close();
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    private URI endpoint() {
        return Clients.loopback(standIn.port());
    }

    private void createStream(int shards) {
        kinesis.createStream(r -> r.streamName(STREAM).shardCount(shards));
    }

    private String put(String text) {
        return kinesis.putRecord(r -> r.streamName(STREAM).partitionKey("key").data(SdkBytes.fromUtf8String(text)))
                .sequenceNumber();
    }

    private String iterator(ShardIteratorType type, String sequenceNumber, Instant timestamp) {
        return kinesis.getShardIterator(r -> r.streamName(STREAM).shardId(FIRST_SHARD).shardIteratorType(type)
                .startingSequenceNumber(sequenceNumber).timestamp(timestamp)).shardIterator();
    }

    private List<String> read(String iterator) {
        return texts(kinesis.getRecords(r -> r.shardIterator(iterator)));
    }

    private List<String> readAll() {
        return read(iterator(ShardIteratorType.TRIM_HORIZON, null, null));
    }

    private static List<String> texts(GetRecordsResponse response) {
        return response.records().stream().map(Record::data).map(SdkBytes::asUtf8String).toList();
    }

    @Test
    void describesAStreamAsActive() {
        createStream(2);

        var summary = kinesis.describeStreamSummary(r -> r.streamName(STREAM)).streamDescriptionSummary();
        assertThat(summary.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(summary.openShardCount()).isEqualTo(2);
        assertThat(summary.streamCreationTimestamp()).isEqualTo(clock.instant());
        assertThat(kinesis.describeStream(r -> r.streamARN(summary.streamARN())).streamDescription().shards())
                .extracting(Shard::shardId).containsExactly(FIRST_SHARD, "shardId-000000000001");
        assertThat(kinesis.listStreams().streamNames()).containsExactly(STREAM);
    }

    @Test
    void readsRecordsInTheOrderInWhichTheyWerePut() {
        createStream(1);
        put("一");
        kinesis.putRecords(r -> r.streamName(STREAM).records(entry("two"), entry("three")));

        GetRecordsResponse response =
                kinesis.getRecords(r -> r.shardIterator(iterator(ShardIteratorType.TRIM_HORIZON, null, null)));

        assertThat(texts(response)).containsExactly("一", "two", "three");
        assertThat(response.records()).extracting(Record::sequenceNumber).isSorted().doesNotHaveDuplicates();
        assertThat(response.records().get(0).approximateArrivalTimestamp()).isEqualTo(clock.instant());
        assertThat(response.millisBehindLatest()).isZero();
    }

    private static PutRecordsRequestEntry entry(String text) {
        return PutRecordsRequestEntry.builder().partitionKey("key").data(SdkBytes.fromUtf8String(text)).build();
    }

    @Test
    void startsWhereTheIteratorSays() {
        createStream(1);
        put("one");
        clock.advance(Duration.ofSeconds(10));
        String two = put("two");
        String latest = iterator(ShardIteratorType.LATEST, null, null);
        put("three");

        assertThat(readAll()).containsExactly("one", "two", "three");
        assertThat(read(latest)).containsExactly("three");
        assertThat(read(iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, two, null))).containsExactly("two", "three");
        assertThat(read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, two, null))).containsExactly("three");
        assertThat(read(iterator(ShardIteratorType.AT_TIMESTAMP, null, clock.instant().minusSeconds(1))))
                .containsExactly("two", "three");
    }

    @Test
    void pagesThroughAShard() {
        createStream(1);
        IntStream.range(0, 5).forEach(i -> put("record " + i));

        String start = iterator(ShardIteratorType.TRIM_HORIZON, null, null);
        var first = kinesis.getRecords(r -> r.limit(3).shardIterator(start));
        var second = kinesis.getRecords(r -> r.limit(3).shardIterator(first.nextShardIterator()));

        assertThat(texts(first)).hasSize(3);
        assertThat(texts(second)).containsExactly("record 3", "record 4");
        assertThat(read(second.nextShardIterator())).isEmpty();
    }

    @Test
    void forgetsRecordsAfterADayAndIteratorsAfterFiveMinutes() {
        createStream(1);
        put("old");
        String iterator = iterator(ShardIteratorType.TRIM_HORIZON, null, null);
        clock.advance(Duration.ofHours(25));

        assertThatExceptionOfType(ExpiredIteratorException.class).isThrownBy(() -> read(iterator));
        assertThat(readAll()).isEmpty();
    }

    @Test
    void endsASplitShardAndNamesItsChildren() {
        createStream(1);
        put("before");
        kinesis.splitShard(r -> r.streamName(STREAM).shardToSplit(FIRST_SHARD)
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));

        var end = kinesis.getRecords(r -> r.shardIterator(iterator(ShardIteratorType.TRIM_HORIZON, null, null)));

        assertThat(texts(end)).containsExactly("before");
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.childShards()).hasSize(2).allSatisfy(child ->
                assertThat(child.parentShards()).containsExactly(FIRST_SHARD));
        assertThat(shards(ShardFilterType.AT_TRIM_HORIZON)).containsExactly(FIRST_SHARD);
        assertThat(shards(ShardFilterType.AT_LATEST)).containsExactly("shardId-000000000001", "shardId-000000000002");
        assertThat(shards(ShardFilterType.AFTER_SHARD_ID))
                .containsExactly("shardId-000000000001", "shardId-000000000002");
    }

    private List<String> shards(ShardFilterType type) {
        return kinesis.listShards(r -> r.streamName(STREAM).shardFilter(f -> f.type(type).shardId(FIRST_SHARD)))
                .shards().stream().map(Shard::shardId).toList();
    }

    @Test
    void listsShardsPageByPageAndMergesNeighbours() {
        createStream(3);
        var first = kinesis.listShards(r -> r.streamName(STREAM).maxResults(2));
        var second = kinesis.listShards(r -> r.nextToken(first.nextToken()));
        assertThat(first.shards()).hasSize(2);
        assertThat(second.shards()).extracting(Shard::shardId).containsExactly("shardId-000000000002");
        assertThat(second.nextToken()).isNull();

        kinesis.mergeShards(r -> r.streamName(STREAM).shardToMerge(FIRST_SHARD)
                .adjacentShardToMerge("shardId-000000000001"));
        assertThat(shards(ShardFilterType.AT_LATEST)).containsExactly("shardId-000000000002", "shardId-000000000003");
    }

    @Test
    void keepsItsStateOverARestart() throws Exception {
        createStream(1);
        String one = put("one");
        kinesis.createStream(r -> r.streamName("other").shardCount(1));
        kinesis.deleteStream(r -> r.streamName("other"));

        restart();
        put("two");
        restart();

        assertThat(kinesis.listStreams().streamNames()).containsExactly(STREAM);
        assertThat(readAll()).containsExactly("one", "two");
        assertThat(read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, one, null))).containsExactly("two");
    }

    @Test
    void speaksHttp2ToTheAsynchronousClient() {
        createStream(1);
        try (KinesisAsyncClient async = Clients.kinesisAsync(endpoint())) {
            async.putRecord(r -> r.streamName(STREAM).partitionKey("key").data(SdkBytes.fromUtf8String("one"))).join();
            String iterator = async.getShardIterator(r -> r.streamName(STREAM).shardId(FIRST_SHARD)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).join().shardIterator();

            assertThat(texts(async.getRecords(r -> r.shardIterator(iterator)).join())).containsExactly("one");
        }
    }

    @Test
    void speaksJsonToTheCommandLine() throws Exception {
        createStream(1);
        String record = "{\"StreamName\":\"contact-records\",\"PartitionKey\":\"key\",\"Data\":\"b25l\"}";
        assertThat(json("PutRecord", record).body())
                .contains("\"ShardId\":\"shardId-000000000000\"");
        assertThat(readAll()).containsExactly("one");

        HttpResponse<String> unknown = json("SubscribeToShard", "{}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("UnknownOperationException", "SubscribeToShard");
        assertThat(json("PutRecord", "not json").body()).contains("SerializationException");
    }

    private HttpResponse<String> json(String operation, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void refusesWhatKinesisRefuses() {
        createStream(1);
        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> createStream(1));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> kinesis.describeStream(r -> r.streamName("nobody")));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> kinesis.getRecords(r -> r.shardIterator("nonsense")));
        assertThatExceptionOfType(KinesisException.class)
                .isThrownBy(() -> kinesis.putRecord(r -> r.streamName(STREAM).partitionKey("key")
                        .data(SdkBytes.fromByteArray(new byte[(1 << 20) + 1]))))
                .withMessageContaining("1048576");
    }
}
