package dev.nightcall.local.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * How the bench was called.
 *
 * @param only  the letters of the measurements
 * @param quick small numbers, to see that the bench works
 */
record Options(List<String> only, Path json, boolean quick, Prices prices) {

    static final String USAGE = "[--only a,c] [--json FILE] [--quick] [--price-sqs N] [--price-ddb-write N] [--price-ddb-read N]"
            + " (prices in dollars per million)";
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e", "f", "g", "h");

    /** @throws IllegalArgumentException naming what is not understood */
    static Options of(String... args) {
        Options options = new Options(ALL, Path.of("target", "bench", "bench.json"), false, Prices.EXAMPLES);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                options = new Options(options.only, options.json, true, options.prices);
            } else if (i + 1 < args.length) {
                options = options.with(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException(args[i] + ": expected " + USAGE);
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--only" -> new Options(letters(value), json, quick, prices);
            case "--json" -> new Options(only, Path.of(value), quick, prices);
            case "--price-sqs" -> priced(new Prices(price(value), prices.dynamoDbWrite(), prices.dynamoDbRead()));
            case "--price-ddb-write" -> priced(new Prices(prices.sqs(), price(value), prices.dynamoDbRead()));
            case "--price-ddb-read" -> priced(new Prices(prices.sqs(), prices.dynamoDbWrite(), price(value)));
            default -> throw new IllegalArgumentException(name + ": expected " + USAGE);
        };
    }

    private Options priced(Prices other) {
        return new Options(only, json, quick, other);
    }

    private static List<String> letters(String value) {
        List<String> letters = List.of(value.split(","));
        if (!ALL.containsAll(letters)) {
            throw new IllegalArgumentException("--only " + value + ": the measurements are " + String.join(",", ALL));
        }
        return letters;
    }

    private static double price(String value) {
        double price = Double.parseDouble(value);
        if (!(price >= 0)) {
            throw new IllegalArgumentException(value + " is no price");
        }
        return price;
    }

    boolean wants(String letter) {
        return only.contains(letter);
    }

    int number(int usual, int small) {
        return quick ? small : usual;
    }
}
