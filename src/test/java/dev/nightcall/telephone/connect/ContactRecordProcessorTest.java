package dev.nightcall.telephone.connect;

import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

class ContactRecordProcessorTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ContactRecordProcessor processor = new ContactRecordProcessor(null, null, () -> true,
            new Meters(registry, Clock.fixed(Instant.parse("2026-11-22T18:10:00Z"), ZoneOffset.UTC)), null);

    /** As KCL does when it is stopped while it starts. */
    @Test
    void aShardMayBeLostBeforeItsReadingHasBegun() {
        processor.leaseLost(LeaseLostInput.builder().build());

        assertThat(registry.find("nightcall.contact.record.behind.seconds").gauges()).isEmpty();
    }

    @Test
    void howFarAShardIsBehindIsNotKnownWhenAnotherReadsIt() {
        processor.initialize(InitializationInput.builder().shardId("shard").build());
        processor.leaseLost(LeaseLostInput.builder().build());

        assertThat(registry.get("nightcall.contact.record.behind.seconds").tag("shard", "shard").gauge().value()).isNaN();
    }
}
