package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * (e) and (f): what one Nightcall needs. The time to start, memory and requests to AWS when it is idle, in a storm of which
 * nobody is told, and for calls that are answered and taken.
 */
final class Footprint implements Measurement {

    private static final int PER_REQUEST = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double HOURS_OF_A_MONTH = 730;
    private static final String MEMORY = "resident memory idle and in a storm of 10,000, as in a container of 512 MiB";
    private static final String PLAN = Alerts.engineers(1) + """
            policies:
              default: {groupWait: 1h, rounds: 1, steps: [{recipients: ["direct:notify-log"], wait: 1h}]}
              call: {groupWait: 0s, steps: [{recipients: ["call:e1"], wait: 1h}]}
            rules:
              - {match: {labels: {who: e1}}, policy: call}
            """;

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        try (Site site = new Site(endpoints, "ef", PLAN).with("nightcall.audit.interval", "1h")) {
            site.phones().put("/phones/" + Alerts.number(1), Map.of("behaviour", "answer", "afterSeconds", 3,
                    "keys", List.of("1", "1")));
            site.java(Image.built(site.folder().resolve("classes.jsa")).withArchive());
            starts(site, options, report);
            Forked nightcall = site.nightcall();
            Requests perSecond = idle(nightcall, options, report);
            audit(nightcall, perSecond, options, report);
            storm(nightcall, perSecond, options, report);
            calls(site, nightcall, perSecond, options, report);
            report.note("e",
                    "no audit is in the numbers of an idle hour; by default it has eleven of one hour and one of 24 hours");
            report.note("e", "what an idle Nightcall asks meanwhile is not in the numbers per alert and per call");
            report.note("e", "read and write units are at least these: see Units; prices are per million: SQS requests "
                    + options.prices().sqs() + ", DynamoDB write units " + options.prices().dynamoDbWrite() + ", read units "
                    + options.prices().dynamoDbRead() + " dollars. The defaults are examples: us-east-1, March 2026, "
                    + "https://aws.amazon.com/sqs/pricing/ and https://aws.amazon.com/dynamodb/pricing/on-demand/");
        }
    }

    private static void starts(Site site, Options options, Report report) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int start = 0; start < options.number(5, 1); start++) {
            try (Forked nightcall = site.nightcall()) {
                seconds.add(nightcall.startSeconds());
            }
        }
        Percentiles starts = new Percentiles(seconds);
        report.add(Result.atMost("f", "from the start of the process to ready, p50 of " + starts.count(), starts.at(50), "s", 3)
                .inRow("start to ready, with the archive of classes that the image has"));
        report.add(Result.of("f", "from the start of the process to ready, longest of " + starts.count(), starts.at(100), "s"));
    }

    /** @return how much in a second */
    private static Requests idle(Forked nightcall, Options options, Report report) throws IOException {
        Until.passed(Duration.ofSeconds(options.number(20, 3)));
        Requests before = nightcall.requests();
        long start = System.nanoTime();
        Until.passed(Duration.ofSeconds(options.number(120, 6)));
        Requests second = nightcall.requests().since(before).times(1 / Until.seconds(start));
        Requests hour = second.times(3600);
        add(report, options, "idle hour (measured over " + options.number(120, 6) + " s)", hour, OptionalDouble.of(10_000));
        report.add(Result.of("e", "idle month of 730 hours at the example prices",
                options.prices().of(hour.times(HOURS_OF_A_MONTH).counts()), "USD"));
        report.add(Result.atMost("f", "resident memory, idle", nightcall.memory("VmRSS"), "MiB", 300).inRow(MEMORY));
        return second;
    }

    private static void audit(Forked nightcall, Requests idle, Options options, Report report)
            throws IOException, InterruptedException {
        Requests before = nightcall.requests();
        long start = System.nanoTime();
        nightcall.door().get("/api/audit");
        Requests made = nightcall.requests().since(before);
        add(report, options, "audit of 24 hours", made.without(idle.times(Until.seconds(start))), OptionalDouble.empty());
    }

    private static void storm(Forked nightcall, Requests idle, Options options, Report report) throws Exception {
        int alerts = options.number(10_000, 500);
        AtomicInteger next = new AtomicInteger();
        Requests before = nightcall.requests();
        long start = System.nanoTime();
        Load.times(alerts / PER_REQUEST, 8, () -> {
            post(nightcall, Alerts.json("foot-", next.getAndAdd(PER_REQUEST), PER_REQUEST, alerts / 10));
            return null;
        });
        nightcall.mustHandle(alerts, PATIENCE);
        Requests made = nightcall.requests().since(before);
        Requests each = made.without(idle.times(Until.seconds(start))).times(1.0 / alerts);
        add(report, options, "alert (storm of " + alerts + ")", each, OptionalDouble.of(0.84));
        report.add(Result.of("e", "a million alerts at the example prices", options.prices().of(each.times(1e6).counts()),
                "USD"));
        report.add(Result.atMost("f", "peak resident memory, storm of " + alerts, nightcall.memory("VmHWM"), "MiB", 450)
                .inRow(MEMORY));
    }

    private static void calls(Site site, Forked nightcall, Requests idle, Options options, Report report) throws Exception {
        int calls = options.number(20, 2);
        String path = "/phones/" + Alerts.number(1) + "/calls";
        Requests before = nightcall.requests();
        long start = System.nanoTime();
        for (int n = 0; n < calls; n++) {
            int made = n;
            post(nightcall, Alerts.one("call-" + n, n, ",\"labels\":{\"who\":\"e1\"}"));
            Until.required("a call to end", PATIENCE, () -> site.phones().get(path).path(made).hasNonNull("endedAt"));
        }
        // Until the last contact record was read.
        Until.passed(Duration.ofSeconds(6));
        Requests made = nightcall.requests().since(before);
        add(report, options, "call, its alert and the look at its end included",
                made.without(idle.times(Until.seconds(start))).times(1.0 / calls), OptionalDouble.of(40));
    }

    /** @param aim at most; none where it is no row of the short table */
    private static void add(Report report, Options options, String per, Requests requests, OptionalDouble aim) {
        String what = "AWS requests per " + per;
        report.add(aim.isEmpty() ? Result.of("e", what, requests.total(), "requests")
                : Result.atMost("e", what, requests.total(), "requests", aim.getAsDouble()).inRow("requests to AWS per " + per));
        requests.counts().forEach((name, count) -> report.add(Result.of("e", "  " + name, count,
                name.startsWith("units.") ? "units" : "requests")));
        report.add(Result.of("e", "  at the example prices", options.prices().of(requests.counts()), "USD"));
    }

    private static void post(Forked nightcall, String body) throws IOException, InterruptedException {
        int status = nightcall.door().post("/alerts", body);
        if (status != 202) {
            throw new IOException("POST /alerts answers " + status);
        }
    }
}
