package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.night.Http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/** Those who sit at a screen: now and then they take or close an incident, or begin or end a suppression. */
final class People implements Runnable {

    private final List<Replica> replicas;
    private final Random random;
    private final AtomicBoolean over;
    /** What was begun, and perhaps is over by itself. */
    private final List<String> suppressed = new ArrayList<>();

    People(List<Replica> replicas, Random random, AtomicBoolean over) {
        this.replicas = replicas;
        this.random = random;
        this.over = over;
    }

    @Override
    public void run() {
        while (!Pause.until(Duration.ofMillis(1000 + random.nextInt(4000)), over::get)) {
            Http door = one(replicas).door();
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> open(door, "acknowledge");
                    case 2 -> open(door, "resolve");
                    case 3, 4 -> suppress(door);
                    default -> endSuppression(door);
                }
            } catch (UncheckedIOException e) {
                // Nobody is there. They try something else later.
                continue;
            }
        }
    }

    private void open(Http door, String what) {
        Http.Answer answer = door.send("GET", "/api/incidents", null);
        JsonNode incidents = answer.status() == 200 ? answer.json().path("incidents") : null;
        if (incidents != null && !incidents.isEmpty()) {
            String id = incidents.get(random.nextInt(incidents.size())).path("id").asText();
            door.send("POST", "/api/incidents/" + id + "/" + what, Map.of("by", engineer()));
        }
    }

    private void suppress(Http door) {
        String system = one(ChaosPlan.systems());
        String host = random.nextBoolean() ? one(ChaosPlan.HOSTS) : "*";
        Map<String, Object> suppression = new LinkedHashMap<>();
        suppression.put("system", system);
        if (!host.equals("*")) {
            suppression.put("host", host);
        }
        suppression.put("minutes", 1);
        suppression.put("severity", one(List.of("warning", "error", "critical")));
        suppression.put("by", engineer());
        suppression.put("reason", "planned work");
        door.send("POST", "/api/suppressions", suppression);
        suppressed.add(system + "/" + host + "/*");
    }

    private void endSuppression(Http door) {
        if (!suppressed.isEmpty()) {
            door.send("DELETE", "/api/suppressions/" + suppressed.remove(random.nextInt(suppressed.size())), null);
        }
    }

    private String engineer() {
        return one(List.copyOf(ChaosPlan.phones().keySet()));
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
