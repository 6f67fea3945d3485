package dev.nightcall.night;

import dev.nightcall.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whoever sends while Nightcall stops and starts again is heard, or told to come again: never that there is no such door. */
@ExtendWith(Cloud.Extension.class)
class StopAndStartTest {

    private static final Plan PLAN = new Plan().system("system", 1, "groupWait: 10m");
    private static final String ALERT = "{\"system\": \"system\", \"host\": \"h\", \"service\": \"s\"}";

    /** A request, and what it is answered on a good day. */
    private record Door(String method, String path, String body, String answer) {
    }

    private static final List<Door> DOORS = List.of(
            new Door("POST", "/alerts", ALERT, "202"),
            new Door("POST", "/webhooks/generic", ALERT, "202"),
            new Door("POST", "/pagerduty/v2/enqueue", "{\"routing_key\": \"local\", \"event_action\": \"trigger\","
                    + " \"payload\": {\"summary\": \"s\", \"source\": \"h\", \"severity\": \"error\"}}", "202"),
            new Door("POST", "/opsgenie/v2/alerts", "{\"message\": \"m\"}", "202"),
            new Door("GET", "/api/suppressions", "", "200"));
    private static final List<Door> MANAGEMENT = List.of(
            new Door("GET", "/health/live", "", "200"),
            new Door("GET", "/health/ready", "", "200"),
            new Door("GET", "/metrics", "", "200"));

    @Test
    void nobodyIsToldThatThereIsNoSuchDoor(Cloud cloud) throws Exception {
        try (Night night = Night.ofProcesses(cloud, PLAN.yaml(), Map.of("nightcall.smtp", "" + Ports.free()))) {
            Process first = night.startProcess();
            Map<Caller, String> callers = callers(night);
            try {
                awaitGoodAnswers(callers);
                first.destroy();
                assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
                night.startProcess();
                awaitGoodAnswers(callers);
            } finally {
                callers.keySet().forEach(Caller::close);
            }
            Map<String, Set<String>> wrong = new TreeMap<>();
            callers.forEach((caller, good) -> wrong.put(caller.name(), unexpected(caller, good)));
            wrong.values().removeIf(Set::isEmpty);
            assertThat(wrong).isEmpty();
        }
    }

    private static Set<String> unexpected(Caller caller, String good) {
        List<String> all = new ArrayList<>(caller.answers().keySet());
        all.removeAll(List.of(good, "429 later", "503 later", Caller.NO_ANSWER));
        if (caller.name().contains("/health/")) {
            // What health says of a Nightcall that is not ready.
            all.remove("503");
        }
        if (caller.name().equals("mail")) {
            // Not now: the sender keeps the mail.
            all.removeAll(List.of("421", "451"));
        }
        return Set.copyOf(all);
    }

    private static Map<Caller, String> callers(Night night) {
        Map<Caller, String> callers = new LinkedHashMap<>();
        for (Door door : DOORS) {
            int port = Integer.parseInt(night.setting("nightcall.http"));
            callers.put(Caller.keeping(port, door.method(), door.path(), door.body()), door.answer());
            callers.put(Caller.connecting(port, door.method(), door.path(), door.body()), door.answer());
        }
        for (Door door : MANAGEMENT) {
            int port = Integer.parseInt(night.setting("nightcall.management"));
            callers.put(Caller.keeping(port, door.method(), door.path(), door.body()), door.answer());
            callers.put(Caller.connecting(port, door.method(), door.path(), door.body()), door.answer());
        }
        callers.put(Caller.mailing(Integer.parseInt(night.setting("nightcall.smtp"))), "250");
        return callers;
    }

    /** One more for each from now on. */
    private static void awaitGoodAnswers(Map<Caller, String> callers) {
        Map<Caller, Integer> before = new HashMap<>();
        callers.forEach((caller, good) -> before.put(caller, caller.count(good)));
        callers.forEach((caller, good) -> await(caller.name() + " " + caller.answers()).atMost(Duration.ofSeconds(180))
                .until(() -> caller.count(good) > before.get(caller)));
    }
}
