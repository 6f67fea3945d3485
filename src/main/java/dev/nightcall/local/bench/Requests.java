package dev.nightcall.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many requests to AWS a Nightcall has made, by {@code Service.Operation}.
 *
 * @param counts also {@link #WRITE_UNITS} and {@link #READ_UNITS}, which are no requests
 */
record Requests(Map<String, Double> counts) {

    /** Of DynamoDB, at least. */
    static final String WRITE_UNITS = "units.DynamoDb.write";
    /** Of DynamoDB, at least. */
    static final String READ_UNITS = "units.DynamoDb.read";

    /** What the {@link RequestCounter}s have written down. */
    static Requests in(Path folder) throws IOException {
        Map<String, Double> sum = new TreeMap<>();
        for (Path file : files(folder)) {
            Properties counts = new Properties();
            try (var in = Files.newInputStream(file)) {
                counts.load(in);
            }
            counts.stringPropertyNames().forEach(
                    name -> sum.merge(name, Double.valueOf(counts.getProperty(name)), Double::sum));
        }
        return new Requests(sum);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".counts")).toList();
        }
    }

    Requests since(Requests before) {
        Map<String, Double> difference = new TreeMap<>();
        counts.forEach((what, count) -> {
            double more = count - before.counts.getOrDefault(what, 0.0);
            if (more != 0) {
                difference.put(what, more);
            }
        });
        return new Requests(difference);
    }

    /** Without what others make anyway; nothing becomes less than none. */
    Requests without(Requests others) {
        Map<String, Double> rest = new TreeMap<>();
        counts.forEach((what, count) -> {
            double more = count - others.counts.getOrDefault(what, 0.0);
            if (more > 0) {
                rest.put(what, more);
            }
        });
        return new Requests(rest);
    }

    Requests times(double factor) {
        Map<String, Double> product = new TreeMap<>();
        counts.forEach((what, count) -> product.put(what, count * factor));
        return new Requests(product);
    }

    double total() {
        return counts.entrySet().stream().filter(entry -> !entry.getKey().startsWith("units."))
                .mapToDouble(Map.Entry::getValue).sum();
    }

    double of(String service) {
        return counts.entrySet().stream().filter(entry -> entry.getKey().startsWith(service + "."))
                .mapToDouble(Map.Entry::getValue).sum();
    }
}
