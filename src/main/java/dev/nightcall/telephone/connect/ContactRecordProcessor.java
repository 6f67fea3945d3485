package dev.nightcall.telephone.connect;

import dev.nightcall.metrics.Meters;
import dev.nightcall.queue.Pause;
import dev.nightcall.queue.QueuePolling;
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

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One shard: each record goes through the route, and only then is the checkpoint moved. A record that fails is tried
 * again in place, so nothing overtakes it and nothing is lost.
 */
final class ContactRecordProcessor implements ShardRecordProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ContactRecordProcessor.class);
    private final Endpoint endpoint;
    private final Processor route;
    private final BooleanSupplier running;
    private final Meters meters;
    private final QueuePolling polling;
    private String shard;

    ContactRecordProcessor(Endpoint endpoint, Processor route, BooleanSupplier running, Meters meters,
                           QueuePolling polling) {
        this.endpoint = endpoint;
        this.route = route;
        this.running = running;
        this.meters = meters;
        this.polling = polling;
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        if (input.millisBehindLatest() != null) {
            meters.recordsBehind(shard, Duration.ofMillis(input.millisBehindLatest()));
        }
        if (!running.getAsBoolean()) {
            return;
        }
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
            Exception error = tryOnce(data, sequenceNumber, tries);
            if (error == null) {
                return true;
            }
            LOG.debug("record {} is tried again ({})", sequenceNumber, tries, error);
            polling.failed("contact records", error);
            if (!Pause.uninterrupted(tries)) {
                return false;
            }
        }
        return false;
    }

    private Exception tryOnce(byte[] data, String sequenceNumber, int tries) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(data);
        exchange.setVariable(ContactRecordRoutes.ID, sequenceNumber);
        exchange.setVariable(ContactRecordRoutes.TRIES, tries);
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
        shard = input.shardId();
        LOG.info("reading contact records of {}", shard);
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        if (shard == null) {
            // KCL ends a reader before it has begun, too, when it stops while it starts.
            LOG.debug("a shard is given back before its reading has begun");
            return;
        }
        LOG.info("another Nightcall reads {} on", shard);
        meters.recordsBehindUnknown(shard);
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        LOG.debug("stopping; the checkpoint is after the last record that was handled");
    }
}
