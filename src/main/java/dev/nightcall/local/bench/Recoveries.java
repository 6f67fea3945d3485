package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * (c) When the storm is over, all that was broken says at once that it is well. While half of that is still to be accepted
 * something else breaks, and behind all of it something else again.
 */
final class Recoveries {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double RINGS = 3;

    private final Site site;
    private final Forked nightcall;
    private final Clock clock;

    Recoveries(Site site, Forked nightcall, Clock clock) {
        this.site = site;
        this.nightcall = nightcall;
        this.clock = clock;
    }

    void measure(int alerts, int systems, Report report) throws Exception {
        New behind = new New(Storm.NEW, Storm.OTHER);
        New amid = new New(Storm.NEW_AMID, Storm.ANOTHER);
        double handledBefore = nightcall.handled();
        Processors used = Processors.since(nightcall);
        long start = System.nanoTime();
        CountDownLatch half = new CountDownLatch(alerts / Storm.PER_REQUEST / 2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Void> broken = other.submit(() -> {
                half.await();
                amid.breaks();
                return null;
            });
            Storm.accept(nightcall, alerts, systems, "\"state\":\"resolved\"", half::countDown);
            behind.breaks();
            broken.get();
        } finally {
            other.shutdownNow();
        }
        double handledThen = nightcall.handled() - handledBefore;
        boolean complete = nightcall.handles(handledBefore + alerts + 2, PATIENCE);
        report.add(Result.atMost("c", "time to handle " + alerts + " recoveries" + (complete ? "" : " (given up)"),
                Until.seconds(start), "s", Storm.HANDLED).inRow("the recoveries of that storm: handled"));
        used.note(report, "until the recoveries were handled");
        String row = "a new critical alert amid and behind those recoveries rings after";
        report.add(Result.atMost("c", "ring of a new critical alert while " + alerts + " recoveries are accepted",
                amid.rangAfter(), "s", RINGS).inRow(row));
        report.add(Result.atMost("c", "ring of a new critical alert behind " + alerts + " recoveries",
                behind.rangAfter(), "s", RINGS).inRow(row));
        report.note("c", "of the recoveries " + (long) handledThen + " were handled when the alert behind them was accepted");
    }

    /** Something that breaks, and somebody who is called about nothing else. */
    private final class New {

        private final String system;
        private final String calls;
        private final int callsBefore;
        private volatile Instant broken;

        private New(String system, int engineer) throws IOException, InterruptedException {
            this.system = system;
            site.phones().put("/phones/" + Alerts.number(engineer), Map.of("behaviour", "answer", "keys", List.of("1", "1")));
            this.calls = "/phones/" + Alerts.number(engineer) + "/calls";
            this.callsBefore = site.phones().get(calls).size();
        }

        private void breaks() throws IOException, InterruptedException {
            broken = clock.instant();
            Storm.post(nightcall, "[" + Alerts.one(system, 0, "") + "]");
        }

        /** @return seconds */
        private double rangAfter() throws Exception {
            Until.required("a call about " + system, PATIENCE, () -> site.phones().get(calls).size() > callsBefore);
            JsonNode call = site.phones().get(calls).path(callsBefore);
            return Duration.between(broken, Instant.parse(call.path("startedAt").asText())).toMillis() / 1000.0;
        }
    }
}
