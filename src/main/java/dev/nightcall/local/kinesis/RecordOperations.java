package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The operations that write and read records. */
final class RecordOperations {

    private static final int MAX_RECORD_BYTES = 1 << 20;
    private static final int MAX_ANSWER_BYTES = 10 << 20;
    private static final int MAX_RECORDS_READ = 10_000;
    private static final int MAX_RECORDS_PUT = 500;
    private static final int MAX_PARTITION_KEY = 256;

    private final Streams streams;
    private final Clock clock;

    RecordOperations(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    JsonNode put(Request request) {
        return put(streams.get(request.streamName()), Entry.of(request.body()));
    }

    JsonNode putAll(Request request) {
        Stream stream = streams.get(request.streamName());
        int count = request.get("Records").size();
        if (count < 1 || count > MAX_RECORDS_PUT) {
            throw KinesisException.validation("Records must be from 1 to " + MAX_RECORDS_PUT + ": " + count);
        }
        // All are checked before the first is written.
        List<Entry> entries = new ArrayList<>();
        request.get("Records").forEach(entry -> entries.add(Entry.of(entry)));
        ObjectNode answer = object().put("FailedRecordCount", 0);
        ArrayNode results = answer.putArray("Records");
        entries.forEach(entry -> results.add(put(stream, entry)));
        return answer;
    }

    JsonNode shardIterator(Request request) {
        Stream stream = streams.get(request.streamName());
        Shard shard = stream.shard(request.text("ShardId"));
        long start = start(request, shard);
        ShardIterator iterator =
                new ShardIterator(stream.name(), stream.createdAt(), shard.index(), start, clock.millis());
        return object().put("ShardIterator", iterator.text());
    }

    private long start(Request request, Shard shard) {
        String type = request.text("ShardIteratorType");
        switch (type) {
            case "TRIM_HORIZON":
                return 0;
            case "LATEST":
                return streams.nextSequence();
            case "AT_SEQUENCE_NUMBER":
                return SequenceNumber.parse(request.text("StartingSequenceNumber"));
            case "AFTER_SEQUENCE_NUMBER":
                return SequenceNumber.parse(request.text("StartingSequenceNumber")) + 1;
            case "AT_TIMESTAMP":
                long time = request.encoding().millis(request.get("Timestamp"));
                return shard.firstSince(time).orElse(streams.nextSequence());
            default:
                throw KinesisException.invalid("Not a ShardIteratorType: " + type);
        }
    }

    JsonNode get(Request request) {
        ShardIterator iterator = ShardIterator.parse(request.text("ShardIterator"));
        int limit = request.number("Limit", MAX_RECORDS_READ, 1, MAX_RECORDS_READ);
        long now = clock.millis();
        if (iterator.isExpired(now)) {
            throw KinesisException.expiredIterator("The iterator is older than " + ShardIterator.LIFETIME);
        }
        Shard shard = shard(iterator);
        shard.forgetBefore(now - Stream.RETENTION.toMillis());

        ObjectNode answer = object();
        ArrayNode records = answer.putArray("Records");
        List<StoredRecord> waiting = shard.from(iterator.sequence());
        int read = fitting(waiting, limit);
        waiting.subList(0, read).forEach(stored -> records.add(describe(stored, request.encoding())));

        boolean atEnd = read == waiting.size();
        answer.put("MillisBehindLatest", atEnd ? 0 : now - waiting.get(read).arrivedAt());
        if (atEnd && !shard.isOpen()) {
            // No next iterator tells the reader that the shard has ended.
            shard.children().forEach(child -> answer.withArray("ChildShards").add(describe(child)));
        } else {
            long next = read == 0 ? iterator.sequence() : waiting.get(read - 1).sequence() + 1;
            answer.put("NextShardIterator", iterator.at(next, now).text());
        }
        return answer;
    }

    private Shard shard(ShardIterator iterator) {
        Stream stream = streams.get(iterator.stream());
        if (stream.createdAt() != iterator.streamCreatedAt() || iterator.shard() >= stream.shards().size()) {
            throw KinesisException.invalid("The iterator is of another stream of this name");
        }
        return stream.shards().get(iterator.shard());
    }

    /** How many of the waiting records one answer may carry. */
    private static int fitting(List<StoredRecord> waiting, int limit) {
        int count = 0;
        int bytes = 0;
        while (count < waiting.size() && count < limit) {
            bytes += waiting.get(count).size();
            if (bytes > MAX_ANSWER_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    private ObjectNode put(Stream stream, Entry entry) {
        Shard shard = stream.shardFor(entry.hash());
        StoredRecord stored = streams.put(stream, shard, entry.partitionKey(), entry.data());
        return object().put("ShardId", shard.id()).put("SequenceNumber", SequenceNumber.text(stored.sequence()));
    }

    /** A record as somebody wants to put it. */
    private record Entry(String partitionKey, BigInteger hash, byte[] data) {

        static Entry of(JsonNode node) {
            String partitionKey = node.path("PartitionKey").asText();
            if (partitionKey.isEmpty() || partitionKey.length() > MAX_PARTITION_KEY) {
                throw KinesisException.validation("PartitionKey must have 1 to " + MAX_PARTITION_KEY + " characters");
            }
            BigInteger hash = node.hasNonNull("ExplicitHashKey")
                    ? HashRange.key(node.get("ExplicitHashKey").asText())
                    : HashRange.hash(partitionKey);
            return new Entry(partitionKey, hash, data(node.path("Data")));
        }

        private static byte[] data(JsonNode node) {
            byte[] data;
            try {
                data = node.binaryValue();
            } catch (IOException e) {
                throw KinesisException.validation("Data is not base64");
            }
            if (data == null) {
                throw KinesisException.validation("Data is missing");
            }
            if (data.length > MAX_RECORD_BYTES) {
                throw KinesisException.validation("Data is longer than " + MAX_RECORD_BYTES + " bytes");
            }
            return data;
        }
    }

    private static ObjectNode describe(StoredRecord stored, Encoding encoding) {
        ObjectNode description = object()
                .put("SequenceNumber", SequenceNumber.text(stored.sequence()))
                .put("PartitionKey", stored.partitionKey())
                .put("Data", stored.data());
        description.set("ApproximateArrivalTimestamp", encoding.time(stored.arrivedAt()));
        return description;
    }

    private static ObjectNode describe(Shard child) {
        ObjectNode description = object().put("ShardId", child.id());
        ArrayNode parents = description.putArray("ParentShards");
        child.parents().forEach(parent -> parents.add(parent.id()));
        description.set("HashKeyRange", StreamOperations.describe(child.range()));
        return description;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
