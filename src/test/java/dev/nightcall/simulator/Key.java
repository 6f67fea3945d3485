package dev.nightcall.simulator;

/**
 * Where an item stands in a table or an index. Partitions are in an order that means nothing, as DynamoDB's; within a partition
 * items are in the order of their range, and then, in an index, of their key in the table.
 *
 * @param range empty in a table whose key has none; null stands behind all of the partition
 * @param main  the key in the table, for one in an index; null stands before all of the same range
 */
record Key(String hash, String range, Key main) implements Comparable<Key> {

    private static final int SCRAMBLED = 0x9E3779B9;

    /** Before all of a partition. */
    static Key first(String hash) {
        return new Key(hash, "", null);
    }

    /** Behind all of a partition. */
    static Key last(String hash) {
        return new Key(hash, null, null);
    }

    @Override
    public int compareTo(Key other) {
        if (!hash.equals(other.hash)) {
            int order = Integer.compare(hash.hashCode() * SCRAMBLED, other.hash.hashCode() * SCRAMBLED);
            return order != 0 ? order : hash.compareTo(other.hash);
        }
        if (range == null || other.range == null) {
            return Boolean.compare(range == null, other.range == null);
        }
        int order = Values.compare(range, other.range);
        if (order != 0) {
            return order;
        }
        return main == null || other.main == null ? Boolean.compare(main != null, other.main != null)
                : main.compareTo(other.main);
    }
}
