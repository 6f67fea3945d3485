package dev.nightcall.contactrecord;

import dev.nightcall.aws.Outage;
import dev.nightcall.queue.Unhandleable;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibRetryableException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

import java.util.function.BooleanSupplier;

/**
 * One shard: each record goes through the route, and only then is the checkpoint moved. A record that fails is tried
 * again in place, so nothing overtakes it and nothing is lost.
 */
final class ContactRecordProcessor implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ContactRecordProcessor.class);
    /** So often before an error that is no outage is taken for final: one bad record must not keep back all others. */
    private static final int TRIES = 5;

    private final Endpoint endpoint;
    private final Processor route;
    private final BooleanSupplier running;

    ContactRecordProcessor(Endpoint endpoint, Processor route, BooleanSupplier running) {
        this.endpoint = endpoint;
        this.route = route;
        this.running = running;
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        for (KinesisClientRecord record : input.records()) {
            byte[] data = new byte[record.data().remaining()];
            record.data().get(data);
            if (!process(data, record.sequenceNumber())) {
                return;
            }
            checkpoint(input.checkpointer(), record);
        }
    }

    /** @return false when Nightcall stops before the record is done */
    private boolean process(byte[] data, String sequenceNumber) {
        for (int tries = 1; running.getAsBoolean(); tries++) {
            Exception error = tryOnce(data);
            if (error == null) {
                return true;
            }
            if (error instanceof Unhandleable || tries >= TRIES && !Outage.isCauseOf(error)) {
                LOG.error("record {} is skipped", sequenceNumber, error);
                return true;
            }
            LOG.warn("record {} is tried again ({}): {}", sequenceNumber, tries, error.toString());
            if (!Pause.uninterrupted(tries)) {
                return false;
            }
        }
        return false;
    }

    private Exception tryOnce(byte[] data) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(data);
        try {
            route.process(exchange);
            return exchange.getException();
        } catch (Exception e) {
            return e;
        }
    }

    private static void checkpoint(RecordProcessorCheckpointer checkpointer, KinesisClientRecord record) {
        try {
            checkpointer.checkpoint(record.sequenceNumber(), record.subSequenceNumber());
        } catch (InvalidStateException | ShutdownException | KinesisClientLibRetryableException e) {
            // Another Nightcall has the shard now, or DynamoDB is away. Reading the record again changes nothing, while an
            // exception would make KCL skip the rest of the batch. The next record's checkpoint is beyond this one.
            LOG.info("record {} will be read again: {}", record.sequenceNumber(), e.toString());
        }
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        try {
            input.checkpointer().checkpoint();
        } catch (InvalidStateException | ShutdownException e) {
            throw new IllegalStateException("the end of the shard cannot be noted", e);
        }
    }

    @Override
    public void initialize(InitializationInput input) {
        LOG.info("reading contact records of {}", input.shardId());
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        LOG.info("another Nightcall reads on");
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        LOG.debug("stopping; the checkpoint is after the last record that was handled");
    }
}
