package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.night.Http;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Watches some systems and tells of them, as a real one does: what is not accepted is sent again, also elsewhere. */
final class Monitor implements Runnable {

    private static final int ACCEPTED = 202;
    /** No other alert is about this host. */
    private static final String LAST = "night";
    private static final Duration LONGEST_JAM = Duration.ofSeconds(30);
    private static final List<String> SEVERITIES = List.of("critical", "critical", "error", "warning", "info");

    private final List<String> systems;
    private final List<Replica> replicas;
    private final Ledger ledger;
    private final AtomicInteger numbers;
    private final Random random;
    private final BooleanSupplier jam;
    private final AtomicBoolean over;
    private final AtomicBoolean giveUp;
    private final Clock clock;
    private final Map<String, Statement> firing = new LinkedHashMap<>();
    private final Map<String, Instant> said = new HashMap<>();

    /**
     * @param jam    whether more is waiting than can be handled: a machine that does much else would never catch up
     * @param over   nothing more is said
     * @param giveUp not even what has not been accepted yet
     */
    Monitor(List<String> systems, List<Replica> replicas, Ledger ledger, AtomicInteger numbers, Random random,
            BooleanSupplier jam, AtomicBoolean over, AtomicBoolean giveUp, Clock clock) {
        this.systems = systems;
        this.replicas = replicas;
        this.ledger = ledger;
        this.numbers = numbers;
        this.random = random;
        this.jam = jam;
        this.over = over;
        this.giveUp = giveUp;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!over.get()) {
            List<Statement> next = next().stream().filter(this::isInOrder).toList();
            if (!next.isEmpty()) {
                send(next);
            }
            Pause.until(Duration.ofMillis(400 + random.nextInt(2200)), over::get);
            Pause.until(LONGEST_JAM, () -> over.get() || !jam.getAsBoolean());
        }
    }

    /** One thing more about each system, bad enough to phone about: the last word. */
    void sayTheLast() {
        systems.forEach(system -> send(List.of(new Statement(numbers.incrementAndGet(), system, LAST, "cpu", "", "critical", true,
                false))));
    }

    private List<Statement> next() {
        String system = one(systems);
        List<Statement> fires = firing.values().stream().filter(statement -> statement.system().equals(system)).toList();
        if (!fires.isEmpty() && random.nextInt(6) == 0) {
            return fires.stream().map(this::recovered).toList();
        }
        Map<String, Statement> statements = new LinkedHashMap<>();
        for (int n = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1; n > 0; n--) {
            Statement statement = about(system);
            statements.putIfAbsent(statement.identity(), statement);
        }
        return List.copyOf(statements.values());
    }

    private Statement about(String system) {
        String host = one(ChaosPlan.HOSTS);
        String service = one(ChaosPlan.SERVICES);
        String alias = random.nextInt(4) == 0 ? "problem-" + host : "";
        Statement fires = new Statement(numbers.incrementAndGet(), system, host, alias.isEmpty() ? service : "http", alias,
                one(SEVERITIES), true, false);
        return firing.containsKey(fires.identity()) && random.nextInt(2) == 0 ? recovered(firing.get(fires.identity())) : fires;
    }

    private Statement recovered(Statement before) {
        return new Statement(numbers.incrementAndGet(), before.system(), before.host(), before.service(), before.alias(),
                before.severity(), false, random.nextBoolean());
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private void send(List<Statement> statements) {
        List<Map<String, Object>> all = statements.stream().map(Statement::json).toList();
        Object body = all.size() == 1 && random.nextBoolean() ? all.get(0) : all;
        while (!giveUp.get()) {
            List<String> ids = ids(one(replicas).door(), body);
            if (ids.size() == statements.size()) {
                for (int i = 0; i < ids.size(); i++) {
                    accepted(statements.get(i), ids.get(i));
                }
                return;
            }
            Pause.of(Duration.ofMillis(200 + random.nextInt(800)));
        }
    }

    /** Those that the alerts were given; none if they were not accepted, or nobody knows. */
    private List<String> ids(Http door, Object body) {
        try {
            ledger.sent();
            Http.Answer answer = door.send("POST", "/alerts", body);
            List<String> ids = new ArrayList<>();
            if (answer.status() == ACCEPTED) {
                for (JsonNode alert : answer.json().path("alerts")) {
                    ids.add(alert.path("id").asText());
                }
            }
            return ids;
        } catch (UncheckedIOException e) {
            return List.of();
        }
    }

    /**
     * Of what is said about one thing to two Nightcalls within as long as their clocks differ, nobody knows the order; it is no
     * promise.
     */
    private boolean isInOrder(Statement statement) {
        return said.getOrDefault(statement.identity(), Instant.MIN).plus(ChaosPlan.IN_ORDER).isBefore(clock.instant());
    }

    private void accepted(Statement statement, String id) {
        ledger.accepted(statement, id);
        said.put(statement.identity(), clock.instant());
        if (statement.firing()) {
            firing.put(statement.identity(), statement);
        } else {
            firing.remove(statement.identity());
        }
    }
}
