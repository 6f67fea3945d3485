package dev.nightcall.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Nightcall as a process of its own. */
final class Forked implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** A look at all meters keeps a processor busy for a while, which is not to be measured. */
    private static final Duration LOOKS = Duration.ofMillis(300);
    private static final Pattern ALERTS = Pattern.compile("nightcall_alerts_total\\{decision=\"([a-z]+)\",?} ([0-9.E]+)");
    private static final int MEBI = 1024;

    private final Process process;
    private final Path requests;
    private final Web door;
    private final Web management;
    private final double startSeconds;

    /** Returns when it is ready. */
    Forked(ProcessBuilder builder, Path requests, int http, int management) throws Exception {
        this.requests = requests;
        this.door = new Web(http);
        this.management = new Web(management);
        long start = System.nanoTime();
        process = builder.start();
        try {
            Until.required("Nightcall to be ready", PATIENCE, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("Nightcall ended with " + process.exitValue() + ", see "
                            + builder.redirectOutput().file());
                }
                return this.management.status("/health/ready") == 200;
            });
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
        startSeconds = Until.seconds(start);
    }

    Web door() {
        return door;
    }

    double startSeconds() {
        return startSeconds;
    }

    Requests requests() throws IOException {
        // What was sent a moment ago is not written down yet.
        Until.passed(Duration.ofMillis(500));
        return Requests.in(requests);
    }

    /** What was decided about alerts, by decision. */
    Map<String, Double> alerts() throws IOException, InterruptedException {
        Map<String, Double> counts = new HashMap<>();
        Matcher matcher = ALERTS.matcher(management.text("/metrics"));
        while (matcher.find()) {
            counts.put(matcher.group(1), Double.valueOf(matcher.group(2)));
        }
        return counts;
    }

    /** How many alerts were decided about, once or again. */
    double handled() throws IOException, InterruptedException {
        Map<String, Double> counts = alerts();
        counts.remove("accepted");
        return counts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** @return whether it has decided about so many in time */
    boolean handles(double all, Duration atMost) throws Exception {
        return Until.isTrue(atMost, LOOKS, () -> handled() >= all);
    }

    /** @throws IllegalStateException when it has not in time */
    void mustHandle(double all, Duration atMost) throws Exception {
        if (!handles(all, atMost)) {
            throw new IllegalStateException("waited " + atMost.toSeconds() + " s in vain for all alerts to be handled");
        }
    }

    /** Of the process, resident, in MiB; {@link Double#NaN} where there is no /proc. @param line VmRSS or VmHWM, the peak */
    double memory(String line) throws IOException {
        Path status = Path.of("/proc", "" + process.pid(), "status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream().filter(one -> one.startsWith(line + ":"))
                .mapToDouble(one -> Double.parseDouble(one.replaceAll("\\D", "")) / MEBI).findFirst().orElse(Double.NaN);
    }

    /** Seconds that it has used of processors; {@link Double#NaN} where that is not known. */
    double processor() {
        return process.info().totalCpuDuration().map(used -> used.toMillis() / 1000.0).orElse(Double.NaN);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
