package dev.nightcall.night;

import dev.nightcall.incident.Incident;
import dev.nightcall.incident.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A channel that fails is told of on the timeline, and neither stops the calls of its step nor the next step. */
@ExtendWith(Cloud.Extension.class)
class ChannelTest {

    @Test
    void aFailingChannelStopsNoCall(Cloud cloud) throws Exception {
        Plan plan = new Plan().system("channel", 2, "groupWait: 1s, rounds: 1, pause: 1m",
                "{recipients: [\"nosuch:channel\", \"call:channel-1\"], wait: 1m}, {recipients: [\"nosuch:channel\"], wait: 1s}, "
                        + "{recipients: [\"call:channel-2\"], wait: 1m}");
        try (Night night = Night.begins(cloud, plan.yaml(), Map.of())) {
            night.phone(plan.phone("channel", 1)).isBusy();
            night.phone(plan.phone("channel", 2)).answers("1", "1");
            night.fires("channel", "host", "service");

            Incident incident = night.awaitIncident("channel", i -> i.status() == Status.ACKNOWLEDGED);
            assertThat(incident.acknowledgedBy()).isEqualTo("channel-2");
            assertThat(night.phone(plan.phone("channel", 1)).calls()).hasSize(1);
            assertThat(night.timeline(incident.id())).filteredOn(entry -> entry.event().equals("not-told")).hasSize(2);
        }
    }
}
