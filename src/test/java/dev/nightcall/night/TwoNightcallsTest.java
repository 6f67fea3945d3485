package dev.nightcall.night;

import dev.nightcall.core.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** Two Nightcalls share the queues, tables and stream, and one of them is killed in the middle of a storm. */
@ExtendWith(Cloud.Extension.class)
class TwoNightcallsTest {

    private static final String PLAN = """
            timezone: Asia/Tokyo
            engineers:
              a: {name: A, phones: [{number: "+819000000201"}]}
              b: {name: B, phones: [{number: "+819000000202"}]}
              c: {name: C, phones: [{number: "+819000000203"}]}
            policies:
              default: {groupWait: 1s, rounds: 20, pause: 1s, steps: [{recipients: ["call:a"], wait: 1m}, {recipients: ["call:b"], wait: 1m}]}
              b: {groupWait: 1s, rounds: 20, pause: 1s, steps: [{recipients: ["call:b"], wait: 1m}, {recipients: ["call:c"], wait: 1m}]}
              c: {groupWait: 1s, rounds: 20, pause: 1s, steps: [{recipients: ["call:c"], wait: 1m}, {recipients: ["call:a"], wait: 1m}]}
            rules:
              - {match: {system: "b-*"}, policy: b}
              - {match: {system: "c-*"}, policy: c}
            """;
    private static final List<String> NUMBERS = List.of("+819000000201", "+819000000202", "+819000000203");

    @Test
    void twentySystemsAndThreeEngineersOneCallAtATime(Cloud cloud) throws Exception {
        try (Night night = Night.begins(cloud, PLAN, Map.of("nightcall.call.unknown-after", "5s"))) {
            NUMBERS.forEach(number -> night.phone(number).script("answer", 0.5, List.of("1", "1"), null));
            night.startProcessBeside();
            List<String> systems = IntStream.range(0, 20).mapToObj(i -> "abc".charAt(i % 3) + "-" + i).toList();
            systems.subList(0, 10).forEach(system -> night.fires(system, "host", "service"));
            night.phone(NUMBERS.get(0)).rings();
            systems.subList(10, 20).forEach(system -> night.fires(system, "host", "service"));
            night.phone(NUMBERS.get(0)).rings(2);
            night.killProcess();

            await("all taken").atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(200)).until(() -> systems.stream()
                    .allMatch(system -> night.incident(system).filter(i -> i.status() == Status.ACKNOWLEDGED).isPresent()));
            NUMBERS.forEach(number -> night.phone(number).calls().forEach(talk -> night.awaitSettled(talk.callId())));
            new NoCallTwice(night, NUMBERS).check();
        }
    }
}
