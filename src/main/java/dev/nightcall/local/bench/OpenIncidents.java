package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * (g) What an alert costs when many incidents are open. One is opened by an alert; the others are copies of its items, with
 * ids and groups of their own.
 */
final class OpenIncidents implements Measurement {

    private static final String MODEL = "model-0";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double FLAT = 1.2;
    private static final int COPIES = 1000;

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        try (Site site = new Site(endpoints, "g", Alerts.NOBODY_IS_CALLED)) {
            Forked nightcall = site.nightcall();
            nightcall.door().post("/alerts", "[" + Alerts.one(MODEL, 0, "") + "]");
            Until.required("the first incident", PATIENCE, () -> nightcall.alerts().getOrDefault("opened", 0.0) == 1);
            Copies copies = new Copies(site);
            Duration idleTime = Duration.ofSeconds(options.number(20, 5));
            // The first alerts are slow: code that is not compiled yet.
            cost(nightcall, idleTime, "warm-", options.number(2000, 200));
            double[] first = null;
            int open = 0;
            for (int incidents : options.quick() ? List.of(1000, 5000) : List.of(1000, 10_000, 100_000)) {
                copies.write(incidents - open);
                open = incidents;
                double[] cost = cost(nightcall, idleTime, "open-" + incidents + "-", options.number(2000, 200));
                String what = "open incidents: " + incidents + ", ";
                report.add(of(what + "requests per alert", cost[0], "requests", first == null ? Double.NaN : first[0])
                        .inRow("requests for each alert with 1,000, 10,000 and 100,000 incidents open"));
                report.add(of(what + "time per alert, accepted and handled", cost[1], "ms",
                        first == null ? Double.NaN : first[1]));
                report.add(Result.of("g", what + "queries per second, idle", cost[2], "requests/s"));
                first = first == null ? cost : first;
            }
        }
    }

    private static Result of(String what, double value, String unit, double first) {
        return Double.isNaN(first) ? Result.of("g", what, value, unit) : Result.atMost("g", what, value, unit, first * FLAT);
    }

    /** @return requests and milliseconds for each alert, without what is asked when it is idle, and how much that is */
    private static double[] cost(Forked nightcall, Duration idleTime, String prefix, int alerts) throws Exception {
        Requests before = nightcall.requests();
        long start = System.nanoTime();
        Until.passed(idleTime);
        Requests idle = nightcall.requests().since(before).times(1 / Until.seconds(start));
        double handled = nightcall.handled();
        before = nightcall.requests();
        start = System.nanoTime();
        for (int first = 0; first < alerts; first += 100) {
            int status = nightcall.door().post("/alerts", Alerts.json(prefix, first, Math.min(100, alerts - first), 100));
            if (status != 202) {
                throw new IOException("POST /alerts answers " + status);
            }
        }
        nightcall.mustHandle(handled + alerts, PATIENCE);
        double seconds = Until.seconds(start);
        Requests made = nightcall.requests().since(before);
        return new double[] {(made.total() - idle.total() * seconds) / alerts, seconds * 1000 / alerts,
            idle.counts().getOrDefault("DynamoDb.Query", 0.0)};
    }

    /** More incidents like the first one. */
    private static final class Copies {

        private final Tables tables;
        private final Map<String, List<Map<String, AttributeValue>>> models = new HashMap<>();
        private final String incident;

        Copies(Site site) {
            tables = new Tables(site.dynamoDb());
            var names = site.names().tables();
            for (String table : List.of(names.incidents(), names.alerts(), names.timeline())) {
                models.put(table, tables.all(table));
            }
            incident = models.get(names.incidents()).stream().filter(item -> item.containsKey("status"))
                    .map(item -> item.get("id").s()).findFirst().orElseThrow();
        }

        void write(int count) {
            for (int from = 0; from < count; from += COPIES) {
                int some = Math.min(COPIES, count - from);
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < some; i++) {
                    ids.add(UUID.randomUUID().toString());
                }
                models.forEach((table, items) -> tables.write(table, ids.stream()
                        .flatMap(id -> items.stream().map(item -> copy(item, id))).toList()));
            }
        }

        private Map<String, AttributeValue> copy(Map<String, AttributeValue> item, String id) {
            Map<String, AttributeValue> copy = new HashMap<>();
            item.forEach((name, value) -> copy.put(name, value.s() == null ? value
                    : AttributeValue.fromS(value.s().replace(incident, id).replace(MODEL, "copy-" + id))));
            return copy;
        }
    }
}
