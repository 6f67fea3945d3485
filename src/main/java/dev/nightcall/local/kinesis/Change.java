package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.math.BigInteger;

/**
 * What can happen to the streams, one journal line each. Whatever a change needs is in it or follows from the changes
 * before it, so that reading the journal again leads to the same state. Times are epoch milliseconds.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.StreamCreated.class, name = "stream-created"),
    @JsonSubTypes.Type(value = Change.StreamDeleted.class, name = "stream-deleted"),
    @JsonSubTypes.Type(value = Change.RecordPut.class, name = "record-put"),
    @JsonSubTypes.Type(value = Change.ShardSplit.class, name = "shard-split"),
    @JsonSubTypes.Type(value = Change.ShardsMerged.class, name = "shards-merged")
})
sealed interface Change {

    record StreamCreated(String stream, int shards, long at) implements Change {
    }

    record StreamDeleted(String stream) implements Change {
    }

    record RecordPut(String stream, int shard, long at, String partitionKey, byte[] data) implements Change {
    }

    record ShardSplit(String stream, int shard, BigInteger newStart) implements Change {
    }

    record ShardsMerged(String stream, int shard, int neighbour) implements Change {
    }
}
