package dev.nightcall.local.kinesis;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stream and its shards, closed ones included; {@code createdAt} in epoch milliseconds. */
record Stream(String name, long createdAt, List<Shard> shards) {

    /** How long Kinesis keeps records unless told otherwise. */
    static final Duration RETENTION = Duration.ofHours(24);

    Stream(String name, long createdAt) {
        this(name, createdAt, new ArrayList<>());
    }

    /** The shard of that id. */
    Shard shard(String id) {
        return shards.stream().filter(shard -> shard.id().equals(id)).findFirst()
                .orElseThrow(() -> KinesisException.shardNotFound(name, id));
    }

    /** The open shard that owns the hash key. */
    Shard shardFor(BigInteger hash) {
        return shards.stream().filter(shard -> shard.isOpen() && shard.range().contains(hash)).findFirst()
                .orElseThrow(() -> KinesisException.invalid("No shard has the hash key " + hash));
    }
}
