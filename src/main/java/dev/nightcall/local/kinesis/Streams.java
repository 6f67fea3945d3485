package dev.nightcall.local.kinesis;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All streams. Every change is written to the journal first and applied then, in the same way as when the journal is
 * read again. Not thread-safe: the stand-in calls it from one event loop.
 */
final class Streams implements AutoCloseable {

    private final Map<String, Stream> byName = new LinkedHashMap<>();
    private final Clock clock;
    private final Journal journal;
    private long nextSequence = 1;

    private Streams(Clock clock, Path journalFile) throws IOException {
        this.clock = clock;
        this.journal = journalFile == null ? null : Journal.open(journalFile, this::apply);
    }

    static Streams inMemory(Clock clock) throws IOException {
        return new Streams(clock, null);
    }

    static Streams journaled(Clock clock, Path journalFile) throws IOException {
        return new Streams(clock, journalFile);
    }

    Collection<String> names() {
        return byName.keySet();
    }

    Stream get(String name) {
        Stream stream = byName.get(name);
        if (stream == null) {
            throw KinesisException.streamNotFound(name);
        }
        return stream;
    }

    /** What the next record will be numbered, so where a reader of only new records starts. */
    long nextSequence() {
        return nextSequence;
    }

    void create(String name, int shards) {
        if (byName.containsKey(name)) {
            throw KinesisException.streamExists(name);
        }
        record(new Change.StreamCreated(name, shards, clock.millis()));
    }

    void delete(Stream stream) {
        record(new Change.StreamDeleted(stream.name()));
    }

    StoredRecord put(Stream stream, Shard shard, String partitionKey, byte[] data) {
        shard.forgetBefore(clock.millis() - Stream.RETENTION.toMillis());
        record(new Change.RecordPut(stream.name(), shard.index(), clock.millis(), partitionKey, data));
        return shard.from(nextSequence - 1).get(0);
    }

    void split(Stream stream, Shard shard, BigInteger newStart) {
        if (!shard.isOpen() || !shard.range().contains(newStart) || shard.range().first().equals(newStart)) {
            throw KinesisException.invalid(shard.id() + " cannot be split at " + newStart);
        }
        record(new Change.ShardSplit(stream.name(), shard.index(), newStart));
    }

    void merge(Stream stream, Shard shard, Shard neighbour) {
        if (!shard.isOpen() || !neighbour.isOpen() || !shard.range().touches(neighbour.range())) {
            throw KinesisException.invalid(shard.id() + " and " + neighbour.id() + " cannot be merged");
        }
        record(new Change.ShardsMerged(stream.name(), shard.index(), neighbour.index()));
    }

    private void record(Change change) {
        if (journal != null) {
            journal.append(change);
        }
        apply(change);
    }

    private void apply(Change change) {
        if (change instanceof Change.StreamCreated created) {
            Stream stream = new Stream(created.stream(), created.at());
            HashRange.ALL.parts(created.shards()).forEach(range -> open(stream, range, List.of()));
            byName.put(stream.name(), stream);
        } else if (change instanceof Change.StreamDeleted deleted) {
            byName.remove(deleted.stream());
        } else if (change instanceof Change.RecordPut put) {
            get(put.stream()).shards().get(put.shard())
                    .add(new StoredRecord(nextSequence++, put.at(), put.partitionKey(), put.data()));
        } else if (change instanceof Change.ShardSplit split) {
            Stream stream = get(split.stream());
            Shard parent = stream.shards().get(split.shard());
            parent.close(nextSequence++);
            parent.range().splitAt(split.newStart()).forEach(range -> open(stream, range, List.of(parent)));
        } else if (change instanceof Change.ShardsMerged merged) {
            Stream stream = get(merged.stream());
            Shard shard = stream.shards().get(merged.shard());
            Shard neighbour = stream.shards().get(merged.neighbour());
            shard.close(nextSequence++);
            neighbour.close(nextSequence++);
            open(stream, shard.range().with(neighbour.range()), List.of(shard, neighbour));
        } else {
            throw new IllegalStateException("unknown change " + change);
        }
    }

    private void open(Stream stream, HashRange range, List<Shard> parents) {
        stream.shards().add(new Shard(stream.shards().size(), range, nextSequence++, parents));
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
