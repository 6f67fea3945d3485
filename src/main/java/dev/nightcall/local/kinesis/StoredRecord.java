package dev.nightcall.local.kinesis;

import java.nio.charset.StandardCharsets;

/** A record in a shard; {@code arrivedAt} in epoch milliseconds. */
record StoredRecord(long sequence, long arrivedAt, String partitionKey, byte[] data) {

    /** What counts against Kinesis' size limits. */
    int size() {
        return data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
    }
}
