package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * (d) How much of Connect's quota the fleet uses when more calls wait than may be made, and how often Connect refuses: 20
 * engineers whose lines are engaged, so that each is called again at once, by policies of many steps.
 */
final class QuotaUse implements Measurement {

    private static final int ENGINEERS = 20;
    private static final int STEPS = 100;
    private static final double PER_SECOND = 2;

    @Override
    public void run(Endpoints endpoints, Options options, Report report) throws Exception {
        for (int replicas : options.quick() ? List.of(1, 2) : List.of(1, 2, 4)) {
            use(endpoints, options, report, replicas);
        }
    }

    private static void use(Endpoints endpoints, Options options, Report report, int replicas) throws Exception {
        try (Site site = new Site(endpoints, "d" + replicas, plan())) {
            site.with("nightcall.connect.concurrent-calls", "1000");
            site.phones().put("/settings", Map.of("concurrentCalls", 1000, "contactRecordDelaySeconds", 1));
            for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
                site.phones().put("/phones/" + Alerts.number(engineer), Map.of("behaviour", "busy", "afterSeconds", 0.2));
            }
            Forked nightcall = start(site, replicas);
            nightcall.door().post("/alerts", IntStream.rangeClosed(1, ENGINEERS).mapToObj(i -> Alerts.one("quota-" + i, i,
                    ",\"labels\":{\"who\":\"e" + i + "\"}")).collect(Collectors.joining(",", "[", "]")));
            Until.required("the first dial", Duration.ofSeconds(60), () -> site.dials("") > 0);
            // The bucket is full at first, and that is not what lasts.
            Until.passed(Duration.ofSeconds(options.number(10, 3)));
            long dialled = site.dials("200");
            long refused = site.dials("429");
            long start = System.nanoTime();
            Until.passed(Duration.ofSeconds(options.number(60, 8)));
            double used = (site.dials("200") - dialled) / Until.seconds(start);
            String what = "replicas: " + replicas + ", ";
            report.add(Result.of("d", what + "calls", used, "calls/s"));
            report.add(Result.atLeast("d", what + "of Connect's 2 per second", 100 * used / PER_SECOND, "%", 95));
            report.add(Result.exactly("d", what + "refused by Connect", site.dials("429") - refused, "answers 429", 0));
        }
    }

    /** All at the same time. @return one of them */
    private static Forked start(Site site, int replicas) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(replicas);
        try {
            Callable<Forked> one = site::nightcall;
            List<Future<Forked>> started = threads.invokeAll(IntStream.range(0, replicas).mapToObj(i -> one).toList());
            Forked first = null;
            for (Future<Forked> future : started) {
                first = future.get();
            }
            return first;
        } finally {
            threads.shutdown();
        }
    }

    private static String plan() {
        StringBuilder plan = new StringBuilder(Alerts.engineers(ENGINEERS))
                .append("policies:\n  default: {steps: [{recipients: [\"call:e1\"]}]}\n");
        for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
            plan.append("  p").append(engineer).append(":\n    groupWait: 1s\n    steps:\n")
                    .append(("      - {recipients: [\"call:e" + engineer + "\"], wait: 1h}\n").repeat(STEPS));
        }
        plan.append("rules:\n");
        for (int engineer = 1; engineer <= ENGINEERS; engineer++) {
            plan.append("  - {match: {labels: {who: e").append(engineer).append("}}, policy: p").append(engineer).append("}\n");
        }
        return plan.toString();
    }
}
