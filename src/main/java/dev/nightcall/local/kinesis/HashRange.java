package dev.nightcall.local.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The hash keys that a shard owns, both ends included. */
record HashRange(BigInteger first, BigInteger last) {

    static final HashRange ALL = new HashRange(BigInteger.ZERO, BigInteger.TWO.pow(128).subtract(BigInteger.ONE));

    /** Where Kinesis puts a record of this partition key. */
    static BigInteger hash(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** A hash key that the caller chose. */
    static BigInteger key(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            throw KinesisException.invalid("Not a hash key: " + text);
        }
    }

    boolean contains(BigInteger hash) {
        return first.compareTo(hash) <= 0 && hash.compareTo(last) <= 0;
    }

    List<HashRange> parts(int count) {
        BigInteger width = last.subtract(first).add(BigInteger.ONE).divide(BigInteger.valueOf(count));
        List<HashRange> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigInteger from = first.add(width.multiply(BigInteger.valueOf(i)));
            parts.add(new HashRange(from, i == count - 1 ? last : from.add(width).subtract(BigInteger.ONE)));
        }
        return parts;
    }

    List<HashRange> splitAt(BigInteger start) {
        return List.of(new HashRange(first, start.subtract(BigInteger.ONE)), new HashRange(start, last));
    }

    boolean touches(HashRange other) {
        return last.add(BigInteger.ONE).equals(other.first) || other.last.add(BigInteger.ONE).equals(first);
    }

    HashRange with(HashRange neighbour) {
        return new HashRange(first.min(neighbour.first), last.max(neighbour.last));
    }
}
