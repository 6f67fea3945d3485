package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The operations on streams and their shards. */
final class StreamOperations {

    private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final String ARN_PREFIX = "arn:aws:kinesis:us-east-1:000000000000:stream/";

    private final Streams streams;

    StreamOperations(Streams streams) {
        this.streams = streams;
    }

    JsonNode create(Request request) {
        String name = request.text("StreamName");
        if (!STREAM_NAME.matcher(name).matches()) {
            throw KinesisException.validation("Not a stream name: " + name);
        }
        streams.create(name, request.number("ShardCount", 1, 1, 500));
        return MissingNode.getInstance();
    }

    JsonNode delete(Request request) {
        streams.delete(stream(request));
        return MissingNode.getInstance();
    }

    JsonNode list(Request request) {
        ObjectNode answer = object().put("HasMoreStreams", false);
        ArrayNode names = answer.putArray("StreamNames");
        streams.names().forEach(names::add);
        return answer;
    }

    JsonNode describe(Request request) {
        Stream stream = stream(request);
        ObjectNode description = description(stream, request.encoding()).put("HasMoreShards", false);
        ArrayNode shards = description.putArray("Shards");
        stream.shards().forEach(shard -> shards.add(describe(shard)));
        return object().set("StreamDescription", description);
    }

    JsonNode describeSummary(Request request) {
        Stream stream = stream(request);
        long open = stream.shards().stream().filter(Shard::isOpen).count();
        ObjectNode summary = description(stream, request.encoding())
                .put("OpenShardCount", open)
                .put("ConsumerCount", 0);
        return object().set("StreamDescriptionSummary", summary);
    }

    JsonNode listShards(Request request) {
        ListPosition position = listPosition(request);
        Predicate<Shard> wanted = filter(request.get("ShardFilter"));
        int max = request.number("MaxResults", 1000, 1, 10_000);
        Stream stream = streams.get(position.stream());
        ObjectNode answer = object();
        ArrayNode found = answer.putArray("Shards");
        for (Shard shard : stream.shards()) {
            if (shard.id().compareTo(position.after()) <= 0 || !wanted.test(shard)) {
                continue;
            }
            if (found.size() == max) {
                answer.put("NextToken", stream.name() + "/" + found.get(max - 1).path("ShardId").asText());
                break;
            }
            found.add(describe(shard));
        }
        return answer;
    }

    JsonNode split(Request request) {
        Stream stream = stream(request);
        Shard shard = stream.shard(request.text("ShardToSplit"));
        streams.split(stream, shard, HashRange.key(request.text("NewStartingHashKey")));
        return MissingNode.getInstance();
    }

    JsonNode merge(Request request) {
        Stream stream = stream(request);
        Shard shard = stream.shard(request.text("ShardToMerge"));
        streams.merge(stream, shard, stream.shard(request.text("AdjacentShardToMerge")));
        return MissingNode.getInstance();
    }

    private Stream stream(Request request) {
        return streams.get(request.streamName());
    }

    /** Where a list of shards goes on: after that shard id; before all of them, it is empty. */
    private record ListPosition(String stream, String after) {
    }

    private static ListPosition listPosition(Request request) {
        if (request.body().hasNonNull("NextToken")) {
            String[] token = request.text("NextToken").split("/", 2);
            return new ListPosition(token[0], token[token.length - 1]);
        }
        return new ListPosition(request.streamName(), request.get("ExclusiveStartShardId").asText(""));
    }

    private static Predicate<Shard> filter(JsonNode filter) {
        String type = filter.path("Type").asText("FROM_TRIM_HORIZON");
        switch (type) {
            case "FROM_TRIM_HORIZON":
                return shard -> true;
            case "AT_TRIM_HORIZON":
                return shard -> shard.parents().isEmpty();
            case "AT_LATEST":
                return Shard::isOpen;
            case "AFTER_SHARD_ID":
                String after = filter.path("ShardId").asText();
                return shard -> shard.id().compareTo(after) > 0;
            default:
                throw KinesisException.invalid("This stand-in does not know the shard filter " + type);
        }
    }

    private static ObjectNode description(Stream stream, Encoding encoding) {
        ObjectNode description = object()
                .put("StreamName", stream.name())
                .put("StreamARN", ARN_PREFIX + stream.name())
                .put("StreamStatus", "ACTIVE")
                .put("RetentionPeriodHours", Stream.RETENTION.toHours())
                .put("EncryptionType", "NONE");
        description.set("StreamCreationTimestamp", encoding.time(stream.createdAt()));
        description.putObject("StreamModeDetails").put("StreamMode", "PROVISIONED");
        description.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
        return description;
    }

    private static ObjectNode describe(Shard shard) {
        ObjectNode description = object().put("ShardId", shard.id());
        if (!shard.parents().isEmpty()) {
            description.put("ParentShardId", shard.parents().get(0).id());
        }
        if (shard.parents().size() > 1) {
            description.put("AdjacentParentShardId", shard.parents().get(1).id());
        }
        description.set("HashKeyRange", describe(shard.range()));
        ObjectNode sequence = description.putObject("SequenceNumberRange")
                .put("StartingSequenceNumber", SequenceNumber.text(shard.firstSequence()));
        shard.lastSequence().ifPresent(last -> sequence.put("EndingSequenceNumber", SequenceNumber.text(last)));
        return description;
    }

    static ObjectNode describe(HashRange range) {
        return object()
                .put("StartingHashKey", range.first().toString())
                .put("EndingHashKey", range.last().toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
