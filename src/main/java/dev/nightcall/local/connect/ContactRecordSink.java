package dev.nightcall.local.connect;

/** Where contact records go: the Kinesis stream that is associated with the instance. */
@FunctionalInterface
public interface ContactRecordSink {

    /**
     * Takes one contact record. May block. What it throws is logged, and the record is put again until it is taken, as
     * Amazon Connect delivers at least once.
     *
     * @param contactId for use as the partition key
     * @param json      one record
     */
    void put(String contactId, String json) throws Exception;
}
