package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * (h) How many alerts local mode accepts as soon as it says that it is ready, and a minute later: Nightcall and its own
 * stand-ins in one process, which begins as it does on a laptop.
 */
final class LocalMode implements Measurement {

    private static final int CONNECTIONS = 32;
    private static final int ACCEPTED = 202;

    /** Takes none of the stand-ins of the bench. */
    @Override
    public void run(Endpoints none, Options options, Report report) throws Exception {
        Path folder = Files.createTempDirectory("nightcall-bench-local");
        int http = Site.freePort();
        int management = Site.freePort();
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "dev.nightcall.local.LocalNightcall");
        builder.environment().putAll(Map.of("NIGHTCALL_HTTP", "" + http, "NIGHTCALL_MANAGEMENT", "" + management,
                "NIGHTCALL_SMTP", "0", "NIGHTCALL_SNMP", "0", "NIGHTCALL_API_KEYS", "bench:send:" + Web.KEY,
                "NIGHTCALL_ONCALL", Files.writeString(folder.resolve("oncall.yaml"), Alerts.NOBODY_IS_CALLED).toString()));
        builder.environment().putAll(Map.of("LOCAL_SQS", "" + Site.freePort(), "LOCAL_DYNAMODB", "" + Site.freePort(),
                "LOCAL_KINESIS", "" + Site.freePort(), "LOCAL_CONNECT", "" + Site.freePort(),
                "LOCAL_DATA", folder.resolve("data").toString()));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("local.log").toFile());
        try (Forked nightcall = new Forked(builder, folder, http, management)) {
            long ready = System.nanoTime();
            Duration time = Duration.ofSeconds(options.number(8, 1));
            measure(nightcall, time, "from ready on", 500, report);
            Until.passed(Duration.ofSeconds(options.number(60, 2)).minusNanos(System.nanoTime() - ready));
            measure(nightcall, time, "a minute later", 1000, report);
        }
    }

    private static void measure(Forked nightcall, Duration time, String when, double least, Report report) throws Exception {
        AtomicInteger number = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Load load = Load.during(time, CONNECTIONS, () -> {
            int status = nightcall.door().post("/alerts", Alerts.json("local-", number.getAndIncrement() % 100, 1, 10));
            if (status != ACCEPTED) {
                refused.incrementAndGet();
            }
            return null;
        });
        String what = time.toSeconds() + " s " + when + ", connections: " + CONNECTIONS;
        String row = "accepted alone over 32 connections in local mode, " + when;
        report.add(Result.atLeast("h", what + ", accepted", load.perSecond() - refused.get() / load.seconds(), "alerts/s", least)
                .inRow(row));
        report.add(Result.exactly("h", what + ", refused", refused.get(), "alerts", 0).inRow(row));
    }
}
