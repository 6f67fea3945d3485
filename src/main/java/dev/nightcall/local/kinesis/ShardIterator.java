package dev.nightcall.local.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * A place in a shard, as handed to readers. It names the stream's creation time too, so that it does not fit a stream
 * of the same name made later, and like Kinesis' it is good for five minutes. Times are epoch milliseconds.
 */
record ShardIterator(String stream, long streamCreatedAt, int shard, long sequence, long issuedAt) {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    static ShardIterator parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/");
            return new ShardIterator(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]),
                    Long.parseLong(parts[3]), Long.parseLong(parts[4]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw KinesisException.invalid("Invalid ShardIterator");
        }
    }

    String text() {
        String plain = String.join("/", stream, Long.toString(streamCreatedAt), Integer.toString(shard),
                Long.toString(sequence), Long.toString(issuedAt));
        return Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    ShardIterator at(long nextSequence, long now) {
        return new ShardIterator(stream, streamCreatedAt, shard, nextSequence, now);
    }

    boolean isExpired(long now) {
        return now - issuedAt > LIFETIME.toMillis();
    }
}
