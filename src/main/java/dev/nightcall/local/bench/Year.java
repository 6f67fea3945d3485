package dev.nightcall.local.bench;

import dev.nightcall.alert.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.nightcall.local.bench.YearParameter.*;

/**
 * Simulates a year of a thousand systems and two hundred engineers in a few seconds: calls, what Amazon Connect's quotas do to
 * them, requests to AWS and what they cost. {@code docs/capacity.md} says what follows from it.
 */
public final class Year {

    private Year() {
    }

    /** @param args {@code --json FILE}, {@code --bench FILE}, and a value for any {@link YearParameter} */
    public static void main(String[] args) throws IOException {
        YearSettings settings;
        try {
            settings = settings(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        YearReport report = new YearReport(System.out, settings);
        report.assumptions();
        report.year(YearSimulation.of(settings));
        report.variantsBegin();
        variants(settings).forEach((name, variant) -> report.variant(name, YearSimulation.of(variant)));
        report.write(file(args, "--json", Path.of("target", "bench", "year.json")), Json.mapper());
    }

    static YearSettings settings(String... args) throws IOException {
        YearSettings settings = YearSettings.usual();
        Path bench = file(args, "--bench", null);
        if (bench != null) {
            settings = YearRequests.measured(settings, Json.mapper().readTree(bench.toFile()));
        }
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + ": expected a value");
            }
            if (!List.of("--json", "--bench").contains(args[i])) {
                settings = settings.with(YearParameter.of(args[i]), Double.parseDouble(args[i + 1]));
            }
        }
        if (settings.count(ENGINEERS) == 0 || settings.get(RATE) == 0 || settings.get(LOOK_RATE) == 0
                || settings.count(CONCURRENT) == 0) {
            throw new IllegalArgumentException("--engineers, --rate, --look-rate, --concurrent: expected more than 0");
        }
        YearPlan.check(settings);
        return settings;
    }

    private static Path file(String[] args, String option, Path usual) {
        int at = new ArrayList<>(List.of(args)).indexOf(option);
        return at < 0 || at + 1 == args.length ? usual : Path.of(args[at + 1]);
    }

    private static Map<String, YearSettings> variants(YearSettings settings) {
        YearSettings rate = settings.with(RATE, 5).with(LOOK_RATE, 5);
        YearSettings concurrent = settings.with(CONCURRENT, 50);
        Map<String, YearSettings> all = new LinkedHashMap<>();
        all.put("as above", settings);
        all.put("looks 5/s", settings.with(LOOK_RATE, 5));
        all.put("rate 5/s, looks too", rate);
        all.put("20 concurrent calls", settings.with(CONCURRENT, 20));
        all.put("50 concurrent calls", concurrent);
        all.put("50 concurrent calls, rate 5/s, looks too", rate.with(CONCURRENT, 50));
        all.put("50 concurrent calls, rate 25/s, burst 50, looks too", concurrent.with(RATE, 25).with(BURST, 50)
                .with(LOOK_RATE, 25).with(LOOK_BURST, 50));
        all.put("a look every 10 s", settings.with(LOOK_INTERVAL, 10));
        all.put("steps wait 10 min", settings.with(STEP_WAIT, 600));
        all.put("50 engineers", settings.with(ENGINEERS, 50));
        all.put("50 engineers, 50 concurrent calls, rate 5/s, looks too", rate.with(CONCURRENT, 50).with(ENGINEERS, 50));
        return all;
    }
}
