package dev.nightcall.simulator;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Status;
import dev.nightcall.local.Names;
import dev.nightcall.oncall.OnCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a call with its alert asks of AWS, from the queue of alerts to the record of the call: a telephone that is answered after
 * three seconds, at which 1 is pressed. Door and ledger come on top, and a receive now and then that finds nothing.
 */
class CallCostTest {

    private static final OnCall PLAN = OnCall.parse("oncall.yaml", """
            timezone: Asia/Tokyo
            engineers:
              sato: {name: 佐藤, phones: [{number: "+819000000001"}]}
            policies:
              default: {groupWait: 0s, steps: [{recipients: ["call:sato"], wait: 1h}]}
            """);
    private static final Habit TAKES = new Habit(Duration.ofSeconds(3), Outcome.ACKNOWLEDGED, Duration.ofSeconds(4),
            Duration.ofSeconds(5), "CONTACT_FLOW_DISCONNECT");

    private final World world = new World(new Dice(1, Set.of(), 1, 0), MemoryTables.of(Names.standard()));
    private final Replica nightcall = new Replica("nightcall", world, PLAN, Duration.ZERO);

    @BeforeEach
    void begin() {
        world.add(nightcall);
        world.connect.people(() -> TAKES);
    }

    @Test
    void ofTheFirstCall() {
        assertThat(call("first")).satisfies(CallCostTest::isCheap);
    }

    /** It waits until no more incidents come, and its line is asked for when that is so. */
    @Test
    void ofACallToSomebodyWhoWasCalledLately() {
        call("first");

        assertThat(call("second")).satisfies(CallCostTest::isCheap);
    }

    private static void isCheap(Map<String, Integer> requests) {
        assertThat(requests.get("Sqs")).as("" + requests).isLessThanOrEqualTo(26);
        assertThat(requests.getOrDefault("DescribeContact", 0)).as("" + requests).isLessThanOrEqualTo(5);
        assertThat(requests.entrySet().stream().filter(one -> !one.getKey().equals("Sqs") && !one.getKey().endsWith("Contact"))
                .mapToInt(Map.Entry::getValue).sum()).as("DynamoDB in " + requests).isLessThanOrEqualTo(43);
    }

    /** @return the requests by operation; those to queues together */
    private Map<String, Integer> call(String system) {
        count();
        world.alerts.send(new Alert(system, system, "host", "", "", Severity.ERROR, State.FIRING, "", null,
                world.clouds.clock.instant(), Map.of()), world.clouds.clock.instant());
        // Its record comes after three minutes at most.
        world.runUntil(world.clouds.clock.instant().plus(Duration.ofMinutes(4)));
        assertThat(nightcall.decisions().incidents.ofGroup(system)).get().extracting(Incident::status)
                .isEqualTo(Status.ACKNOWLEDGED);
        return count();
    }

    private Map<String, Integer> count() {
        Map<String, Integer> requests = world.clouds.takeRequests();
        requests.put("Sqs", Stream.of(world.alerts, world.later, world.calls).mapToInt(Queue::takeRequests).sum());
        return requests;
    }
}
