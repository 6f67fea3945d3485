package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.local.Endpoints;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** (c) Everything breaks at once: 10,000 alerts of 1,000 systems, and five people who answer and take what they hear. */
final class Storm implements Measurement {

    /** Nobody whom the storm calls; and somebody else, as whoever was called lately is called a little later. */
    static final int OTHER = 6;
    static final int ANOTHER = 7;
    /** What the one is called about is of this system, and of that what the other is. */
    static final String NEW = "new-behind-the-storm";
    static final String NEW_AMID = "new-amid-the-recoveries";
    /** Seconds, for all of them. */
    static final double HANDLED = 15;

    private static final int ENGINEERS = 5;
    static final int PER_REQUEST = 100;
    private static final int CONNECTIONS = 8;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String BACKBONE = "backbone";
    private static final String BEFORE = "before-the-storm";
    private static final String ONE_CAUSE = """
            dependencies:
              - {match: {labels: {site: tokyo}}, dependsOn: backbone}
            """;

    private final Clock clock;

    Storm(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        warmUp(endpoints, options);
        storm(endpoints, options, report, false);
        storm(endpoints, options, report, true);
    }

    /** For the stand-ins, which are not what is measured: a Java process that has just begun is several times slower. */
    private static void warmUp(Endpoints endpoints, Options options) throws Exception {
        int alerts = options.number(5000, 100);
        try (Site site = new Site(endpoints, "c0", plan(false))) {
            Forked nightcall = site.nightcall();
            accept(nightcall, alerts, alerts / 10);
            nightcall.handles(alerts, PATIENCE);
        }
    }

    private void storm(Endpoints endpoints, Options options, Report report, boolean oneCause) throws Exception {
        int systems = options.number(1000, 50);
        int alerts = 10 * systems;
        String name = oneCause ? "one cause: " : "";
        try (Site site = new Site(endpoints, oneCause ? "c2" : "c1", plan(oneCause))) {
            for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
                site.phones().put("/phones/" + Alerts.number(engineer), Map.of("behaviour", "answer", "afterSeconds", 3,
                        "keys", List.of("1", "1")));
            }
            Forked nightcall = site.nightcall();
            callBefore(site, nightcall);
            Requests before = nightcall.requests();
            Instant began = clock.instant();
            Processors used = Processors.since(nightcall);
            long start = System.nanoTime();
            if (oneCause) {
                post(nightcall, "[" + Alerts.one(BACKBONE, 0, "") + "]");
            }
            accept(nightcall, alerts, systems);
            report.add(Result.of("c", name + "time to accept " + alerts + " alerts", Until.seconds(start), "s"));
            int all = alerts + 1 + (oneCause ? 1 : 0);
            boolean complete = nightcall.handles(all, PATIENCE);
            Result handled = Result.atMost("c", name + "time to handle them" + (complete ? "" : " (given up)"),
                    Until.seconds(start), "s", HANDLED);
            report.add(oneCause ? handled : handled.inRow("storm of 10,000 alerts of 1,000 systems: handled"));
            used.note(report, name + "until then");
            quiet(site, began, options);
            report.add(Result.atMost("c", name + "AWS requests per alert, with all that follows from them",
                    nightcall.requests().since(before).total() / alerts, "requests", 3));
            calls(site, report, oneCause, name, began);
            firstCall(nightcall, report, name, began);
            accounted(site, nightcall, report, name, all);
            report.add(Result.of("c", name + "peak resident memory", nightcall.memory("VmHWM"), "MiB"));
            if (!oneCause) {
                new Recoveries(site, nightcall, clock).measure(alerts, systems, report);
            }
        }
    }

    /**
     * A Nightcall that has run for a while has phoned somebody before, and has loaded what it needs for that. Nobody who is
     * called in the storm, as whoever was called lately is called a little later.
     */
    private static void callBefore(Site site, Forked nightcall) throws Exception {
        int other = OTHER;
        site.phones().put("/phones/" + Alerts.number(other), Map.of("behaviour", "answer", "keys", List.of("1", "1")));
        post(nightcall, "[" + Alerts.one(BEFORE, 0, "") + "]");
        Until.isTrue(PATIENCE, () -> {
            JsonNode calls = site.phones().get("/phones/" + Alerts.number(other) + "/calls");
            return calls.path(0).hasNonNull("endedAt");
        });
    }

    private static void accept(Forked nightcall, int alerts, int systems) throws Exception {
        accept(nightcall, alerts, systems, "\"labels\":{\"site\":\"tokyo\"}", () -> {
        });
    }

    /**
     * @param more     a field of each
     * @param accepted after each request
     */
    static void accept(Forked nightcall, int alerts, int systems, String more, Runnable accepted) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Load.times(alerts / PER_REQUEST, CONNECTIONS, () -> {
            post(nightcall, Alerts.json("storm-", next.getAndAdd(PER_REQUEST), PER_REQUEST, systems)
                    .replace("\"summary\"", more + ",\"summary\""));
            accepted.run();
            return null;
        });
    }

    static void post(Forked nightcall, String body) throws IOException, InterruptedException {
        int status = nightcall.door().post("/alerts", body);
        if (status != 202) {
            throw new IOException("POST /alerts answers " + status);
        }
    }

    /** The first minute is over, and for a while nobody was called. */
    private void quiet(Site site, Instant began, Options options) throws Exception {
        Duration still = Duration.ofSeconds(options.number(15, 5));
        Duration least = options.quick() ? Duration.ZERO : MINUTE;
        Until.isTrue(PATIENCE, () -> {
            Instant now = clock.instant();
            List<JsonNode> calls = calls(site);
            return !calls.isEmpty() && now.isAfter(began.plus(least))
                    && calls.stream().allMatch(call -> call.hasNonNull("endedAt")
                            && Instant.parse(call.path("endedAt").asText()).plus(still).isBefore(now));
        });
    }

    private static void calls(Site site, Report report, boolean oneCause, String name, Instant began)
            throws IOException, InterruptedException {
        List<JsonNode> calls = calls(site);
        double first = calls.stream().map(call -> Instant.parse(call.path("startedAt").asText())).sorted().findFirst()
                .map(at -> Duration.between(began, at).toMillis() / 1000.0).orElse(Double.NaN);
        Result ring = Result.atMost("c", name + "first ring after the first alert (groupWait 1 s)", first, "s", 3);
        report.add(oneCause ? ring : ring.inRow("first ring in that storm, groupWait 1 s"));
        int most = 0;
        for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
            int inMinute = 0;
            for (JsonNode call : site.phones().get("/phones/" + Alerts.number(engineer) + "/calls")) {
                inMinute += Instant.parse(call.path("startedAt").asText()).isBefore(began.plus(MINUTE)) ? 1 : 0;
            }
            most = Math.max(most, inMinute);
        }
        report.add(Result.atMost("c", name + "most calls to one engineer in the first minute", most, "calls", 2));
        report.add(Result.of("c", name + "calls in all", calls.size(), "calls"));
        Set<String> heard = new LinkedHashSet<>();
        calls.forEach(call -> call.path("heard").forEach(text -> heard.add(text.asText())));
        heard.stream().limit(10).forEach(text -> report.note("c", name + "said: " + text));
    }

    /** Where the time went until the first telephone rang: what the timeline of its first incident says. */
    private static void firstCall(Forked nightcall, Report report, String name, Instant began)
            throws IOException, InterruptedException {
        JsonNode first = null;
        for (JsonNode call : nightcall.door().get("/api/calls").path("calls")) {
            if (Instant.parse(call.path("createdAt").asText()).isBefore(began)) {
                continue;
            }
            if (first == null || call.path("createdAt").asText().compareTo(first.path("createdAt").asText()) < 0) {
                first = call;
            }
        }
        if (first == null) {
            return;
        }
        StringBuilder steps = new StringBuilder();
        String incident = first.path("incidents").path(0).asText();
        for (JsonNode entry : nightcall.door().get("/api/incidents/" + incident).path("timeline")) {
            if (entry.path("event").asText().matches("joined|related")) {
                continue;
            }
            steps.append(entry.path("event").asText()).append(' ')
                    .append(Duration.between(began, Instant.parse(entry.path("at").asText())).toMillis()).append(" ms, ");
        }
        report.note("c", name + "the first call's first incident: " + steps + "call claimed "
                + Duration.between(began, Instant.parse(first.path("createdAt").asText())).toMillis() + " ms");
    }

    private static List<JsonNode> calls(Site site) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
            site.phones().get("/phones/" + Alerts.number(engineer) + "/calls").forEach(all::add);
        }
        return all;
    }

    private static void accounted(Site site, Forked nightcall, Report report, String name, int alerts) throws Exception {
        Tables tables = new Tables(site.dynamoDb());
        String ledger = site.names().tables().ledger();
        Until.isTrue(Duration.ofSeconds(20), () -> tables.count(ledger, "accepted") >= alerts);
        report.add(Result.exactly("c", name + "alerts that the ledger has as accepted", tables.count(ledger, "accepted"),
                "alerts", alerts));
        long handled = tables.count(ledger, "handled");
        if (handled > 0) {
            report.add(Result.exactly("c", name + "alerts that the ledger has as handled", handled, "alerts", alerts));
        }
        report.add(Result.exactly("c", name + "alerts filed under an incident", tables.distinct(
                site.names().tables().alerts(), "key", "firstSeen"), "alerts", alerts));
        double incidents = 0;
        for (String status : List.of("open", "acknowledged")) {
            double some = incidents(nightcall, status);
            report.add(Result.of("c", name + "incidents, " + status, some, "incidents"));
            incidents += some;
        }
        report.add(Result.of("c", name + "incidents by the API", incidents, "incidents"));
    }

    private static double incidents(Forked nightcall, String status) throws IOException, InterruptedException {
        double count = 0;
        String next = "";
        do {
            JsonNode page = nightcall.door().get("/api/incidents?limit=100&status=" + status + next);
            count += page.path("incidents").size();
            next = page.hasNonNull("next") ? "&next=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8)
                    : null;
        } while (next != null);
        return count;
    }

    private static String plan(boolean oneCause) {
        StringBuilder steps = new StringBuilder();
        for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
            steps.append("      - {recipients: [\"call:e").append(engineer).append("\"], wait: 3m}\n");
        }
        return Alerts.engineers(ANOTHER) + "policies:\n  default:\n    groupWait: 1s\n    steps:\n" + steps
                + "  other: {groupWait: 0s, steps: [{recipients: [\"call:e" + OTHER + "\"]}]}\n"
                + "  another: {groupWait: 0s, steps: [{recipients: [\"call:e" + ANOTHER + "\"]}]}\n"
                + "rules:\n  - {match: {system: " + BEFORE + "}, policy: other}\n"
                + "  - {match: {system: " + NEW + "}, policy: other}\n"
                + "  - {match: {system: " + NEW_AMID + "}, policy: another}\n"
                + (oneCause ? ONE_CAUSE : "");
    }
}
