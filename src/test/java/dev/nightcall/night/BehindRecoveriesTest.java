package dev.nightcall.night;

import dev.nightcall.core.Incident;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a storm is over, all that was broken says at once that it is well: what breaks then does not wait until that is handled. */
@ExtendWith(Cloud.Extension.class)
class BehindRecoveriesTest {

    private static final int ALERTS = 1000;
    private static final int SYSTEMS = 200;
    private static final String PHONE = "+819000000001";
    private static final String PLAN = """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "%s"}]}
            policies:
              default: {groupWait: 1s, steps: [{recipients: ["call:sato"]}]}
              quiet: {groupWait: 10m, steps: [{recipients: ["call:sato"]}]}
            rules:
              - {match: {system: "flood*"}, policy: quiet}
            """.formatted(PHONE);

    @Test
    void whatBreaksRingsAtOnce(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of())) {
            night.door().post("/alerts", said("firing"));
            await().atMost(Duration.ofMinutes(5)).until(() -> night.backDoor().unhandled(night.names().queues().alerts()) == 0);
            Phone phone = night.phone(PHONE);

            night.door().post("/alerts", said("resolved"));
            night.fires("new", "host", "service");
            await().atMost(Duration.ofMinutes(1)).until(() -> !phone.calls().isEmpty());

            assertThat(night.backDoor().unhandled(night.names().queues().recoveries())).as("still to be handled").isPositive();
            await().atMost(Duration.ofMinutes(5)).until(() -> night.backDoor().unhandled(night.names().queues().recoveries()) == 0);
            assertThat(night.allIncidents()).filteredOn(incident -> !incident.isResolved()).extracting(Incident::group)
                    .containsExactly("new");
        }
    }

    private static List<Map<String, String>> said(String state) {
        return IntStream.range(0, ALERTS).mapToObj(number -> Map.of("system", "flood" + number % SYSTEMS, "host", "h" + number,
                "state", state)).toList();
    }
}
