package dev.nightcall.chaos;

import dev.nightcall.night.Http;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Those who sit at a screen: now and then they take or close an incident, take all that are open, or begin or end a suppression.
 */
final class People implements Runnable {

    private final List<Replica> replicas;
    private final Random random;
    private final AtomicBoolean over;
    private final AtomicBoolean giveUp;
    /** What was begun, and perhaps is over by itself. */
    private final List<String> suppressed = new ArrayList<>();

    /**
     * @param over   nothing more is begun
     * @param giveUp not even what nobody has answered yet is said again
     */
    People(List<Replica> replicas, Random random, AtomicBoolean over, AtomicBoolean giveUp) {
        this.replicas = replicas;
        this.random = random;
        this.over = over;
        this.giveUp = giveUp;
    }

    @Override
    public void run() {
        while (!Pause.until(Duration.ofMillis(1000 + random.nextInt(3000)), over::get)) {
            switch (random.nextInt(8)) {
                case 0, 1 -> one(open()).ifPresent(incident -> say(incident, "acknowledge", engineer()));
                case 2 -> one(open()).ifPresent(incident -> say(incident, "resolve", engineer()));
                case 3 -> takeAll(engineer());
                case 4, 5 -> suppress();
                default -> one(suppressed).ifPresent(this::endSuppression);
            }
        }
    }

    /** Telephones ring, and others listen, about what nobody has to be told any more. */
    private void takeAll(String engineer) {
        open().forEach(incident -> say(incident, "acknowledge", engineer));
    }

    private List<String> open() {
        List<String> ids = new ArrayList<>();
        ask("GET", "/api/incidents", null)
                .ifPresent(answer -> answer.json().path("incidents").forEach(incident -> ids.add(incident.path("id").asText())));
        return ids;
    }

    private void say(String incident, String what, String engineer) {
        ask("POST", "/api/incidents/" + incident + "/" + what, Map.of("by", engineer));
    }

    private void suppress() {
        String system = some(ChaosPlan.systems());
        String host = random.nextBoolean() ? some(ChaosPlan.HOSTS) : "*";
        Map<String, Object> suppression = new LinkedHashMap<>();
        suppression.put("system", system);
        if (!host.equals("*")) {
            suppression.put("host", host);
        }
        suppression.put("minutes", 1);
        suppression.put("severity", some(List.of("warning", "error", "critical")));
        suppression.put("by", engineer());
        suppression.put("reason", "planned work");
        ask("POST", "/api/suppressions", suppression);
        suppressed.add(system + "/" + host + "/*");
    }

    private void endSuppression(String key) {
        ask("DELETE", "/api/suppressions/" + key, null);
        suppressed.remove(key);
    }

    /** Where nobody answers, or only that it cannot be done now, they try again, perhaps elsewhere: it may be half done. */
    private Optional<Http.Answer> ask(String method, String path, Object body) {
        while (!giveUp.get()) {
            Optional<Http.Answer> answer = answer(some(replicas).door(), method, path, body);
            if (answer.isPresent()) {
                return answer;
            }
            Pause.of(Duration.ofMillis(200 + random.nextInt(800)));
        }
        return Optional.empty();
    }

    private static Optional<Http.Answer> answer(Http door, String method, String path, Object body) {
        try {
            return Optional.of(door.send(method, path, body)).filter(answer -> answer.status() < 500);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private String engineer() {
        return some(List.copyOf(ChaosPlan.phones().keySet()));
    }

    private <T> Optional<T> one(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(some(all));
    }

    private <T> T some(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
