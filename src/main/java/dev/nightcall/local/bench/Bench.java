package dev.nightcall.local.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.nightcall.alert.Json;
import dev.nightcall.local.StandIns;
import dev.nightcall.local.StandInsConfig;

import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures Nightcall and prints a table, and in the end the rows that matter most; {@code docs/proof.md} says what each
 * measurement is. Exits with 1 when one of them could not be made; an aim that is missed is in the table.
 */
public final class Bench {

    private static final double MEBI = 1024 * 1024;

    private final Options options;
    private final Report report;
    private volatile boolean complete = true;

    private Bench(Options options) {
        this.options = options;
        this.report = new Report(System.out, machine(Clock.systemUTC(), options));
    }

    /** @param args see {@link Options#USAGE} */
    public static void main(String[] args) throws Exception {
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // DynamoDB Local leaves threads behind that would keep the process alive.
        System.exit(new Bench(options).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        // The table is alone on standard output.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
        report.begin();
        Clock clock = Clock.systemUTC();
        // The SDK of this process takes them from here; those of Nightcall get them as environment.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "us-east-1");
        try (StandIns standIns = StandIns.start(StandInsConfig.onFreePorts(null))) {
            System.setProperty("aws.endpointUrlSqs", standIns.endpoints().sqs().toString());
            System.setProperty("aws.endpointUrlDynamoDb", standIns.endpoints().dynamoDb().toString());
            System.setProperty("aws.endpointUrlKinesis", standIns.endpoints().kinesis().toString());
            List<Callable<Void>> wanted = new ArrayList<>();
            measurements(clock).forEach((letters, measurement) -> {
                if (letters.chars().anyMatch(letter -> options.wants("" + (char) letter))) {
                    wanted.add(() -> measure(letters, measurement, standIns));
                }
            });
            // Side by side only where numbers do not matter.
            ExecutorService threads = Executors.newFixedThreadPool(options.quick() ? measurements(clock).size() : 1);
            for (Future<Void> measured : threads.invokeAll(wanted)) {
                measured.get();
            }
            threads.shutdown();
        }
        report.summary();
        report.write(options.json(), Json.mapper());
        return complete;
    }

    private static Map<String, Measurement> measurements(Clock clock) {
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("a", new AcceptRate());
        all.put("b", new FirstRing(clock));
        all.put("c", new Storm(clock));
        all.put("d", new QuotaUse());
        all.put("ef", new Footprint());
        all.put("g", new OpenIncidents());
        all.put("h", new LocalMode());
        return all;
    }

    private Void measure(String letters, Measurement measurement, StandIns standIns) {
        Report part = report.part();
        try {
            measurement.run(standIns.endpoints(), options, part);
        } catch (Exception e) {
            complete = false;
            part.note(letters, "could not be measured: " + e);
        }
        report.take(part);
        return null;
    }

    private static Map<String, Object> machine(Clock clock, Options options) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("at", clock.instant().toString());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("heap", Math.round(Runtime.getRuntime().maxMemory() / MEBI) + " MiB at most, each process");
        machine.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        machine.put("numbers", options.quick() ? "small (--quick): they show that the bench works, and no more" : "full");
        return machine;
    }
}
