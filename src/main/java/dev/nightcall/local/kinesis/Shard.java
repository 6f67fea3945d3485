package dev.nightcall.local.kinesis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A shard: open until it is split or merged, and readable after that. */
final class Shard {

    private final int index;
    private final HashRange range;
    private final long firstSequence;
    private final List<Shard> parents;
    private final List<Shard> children = new ArrayList<>();
    private final List<StoredRecord> records = new ArrayList<>();
    private Long lastSequence;

    Shard(int index, HashRange range, long firstSequence, List<Shard> parents) {
        this.index = index;
        this.range = range;
        this.firstSequence = firstSequence;
        this.parents = parents;
        parents.forEach(parent -> parent.children.add(this));
    }

    /** The position in its stream. */
    int index() {
        return index;
    }

    String id() {
        return String.format("shardId-%012d", index);
    }

    HashRange range() {
        return range;
    }

    long firstSequence() {
        return firstSequence;
    }

    OptionalLong lastSequence() {
        return lastSequence == null ? OptionalLong.empty() : OptionalLong.of(lastSequence);
    }

    List<Shard> parents() {
        return parents;
    }

    List<Shard> children() {
        return children;
    }

    boolean isOpen() {
        return lastSequence == null;
    }

    void close(long sequence) {
        lastSequence = sequence;
    }

    void add(StoredRecord added) {
        records.add(added);
    }

    void forgetBefore(long time) {
        int old = 0;
        while (old < records.size() && records.get(old).arrivedAt() < time) {
            old++;
        }
        records.subList(0, old).clear();
    }

    /** The records from a sequence number on. */
    List<StoredRecord> from(long sequence) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return records.subList(low, records.size());
    }

    /** The sequence number of the first record that arrived at that time or later. */
    OptionalLong firstSince(long time) {
        return records.stream()
                .filter(stored -> stored.arrivedAt() >= time)
                .mapToLong(StoredRecord::sequence)
                .findFirst();
    }
}
