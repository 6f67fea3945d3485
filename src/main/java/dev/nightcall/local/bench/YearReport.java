package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static dev.nightcall.local.bench.YearParameter.PRICE_CALL_MINUTE;

/** Prints a year, and what it would be like if something were different. */
final class YearReport {

    private static final String COLUMNS = "%-44s %8s %9s %9s %10s %10s %12s %10s%n";

    private final PrintStream out;
    private final YearSettings settings;
    private final List<Result> results = new ArrayList<>();
    private final List<Map<String, Object>> variants = new ArrayList<>();

    YearReport(PrintStream out, YearSettings settings) {
        this.out = out;
        this.settings = settings;
    }

    void assumptions() {
        out.println("ASSUMPTIONS, each an option; those with a * were given");
        for (YearParameter parameter : YearParameter.values()) {
            out.printf(Locale.ROOT, "%1s %-27s %10s  %s%n", settings.changed().containsKey(parameter) ? "*" : "",
                    parameter.option(), exactly(settings.get(parameter)), parameter.meaning());
        }
        out.println("  Whoever waits for the quota is dialled as soon as there is some; Nightcall looks every second or two.");
        out.println("  Alerts are handled and telephones ring in no time;");
        out.println("  what happens to a system whose incident is open joins it.");
    }

    private static String exactly(double value) {
        return Double.isNaN(value) ? "not given" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    void year(YearResult year) {
        out.printf("%nA YEAR%n");
        add("alerts", year.alerts(), "");
        add("incidents", year.incidents(), "");
        add("incidents over before anybody was called", year.neverRang(), "");
        add("calls", year.calls(), "");
        add("calls in which an engineer took it", 100.0 * year.taken() / Math.max(1, year.calls()), "%");
        percentiles("incidents told of in a call", year.incidentsOfCalls(), "");
        percentiles("calls to an engineer in a month", year.callsOfAnEngineerInAMonth(), "");
        percentiles("from opened to the first ring, alone", year.quiet(), "s");
        percentiles("from opened to the first ring, in storms", year.inStorms(), "s");
        percentiles("from the end of a call until Nightcall knows", year.heardAfter(), "s");
        for (YearResult.Limit limit : List.of(YearResult.Limit.RATE, YearResult.Limit.CONCURRENT)) {
            String name = limit == YearResult.Limit.RATE ? "rate of dialling" : "concurrent calls";
            add("a line had to wait for the quota: " + name, year.minutes(limit), "min");
            add("  of the time in which storms wait for a first ring", year.shareOfStorms(limit), "%");
        }
        add("most lines waiting for the quota at a time", year.mostWaiting(), "lines");
        add("storms", year.storms(), "");
        YearStorm worst = year.worstStorm();
        add("worst storm: incidents", worst.incidents().size(), "");
        add("worst storm: until everybody to be called had been called", worst.seconds(), "s");
        add("worst storm: first ring within a minute", worst.ringsWithin(60), "% of those that rang");
        cost(year);
    }

    private void cost(YearResult year) {
        out.printf("%nA MONTH%n");
        Map<String, Double> requests = YearRequests.ofAMonth(settings, year);
        requests.forEach((what, count) -> add("AWS " + what.replace(".all", ", requests"), count, ""));
        add("SQS and DynamoDB at these prices", settings.prices().of(requests), "USD");
        double minutes = year.connectedMinutes() / year.months();
        add("minutes of answered calls", minutes, "min");
        if (!Double.isNaN(settings.get(PRICE_CALL_MINUTE))) {
            add("calls at this price", minutes * settings.get(PRICE_CALL_MINUTE), "USD");
        } else {
            out.println("  the cost of calls is not told without --price-call-minute");
        }
        out.println("  indexes, Kinesis, storage, traffic and telephone numbers come on top");
    }

    private void percentiles(String what, Percentiles values, String unit) {
        add(what + ", p50", values.at(50), unit);
        add(what + ", p99", values.at(99), unit);
        add(what + ", max", values.at(100), unit);
    }

    private void add(String what, double value, String unit) {
        results.add(Result.of("year", what, value, unit));
        out.printf(Locale.ROOT, "  %-66s %12s %s%n", what, Report.number(value), unit);
    }

    void variantsBegin() {
        out.printf("%nIF SOMETHING WERE DIFFERENT%n");
        out.println("The same alerts. p50, p99: seconds from opened to the first ring, in storms.");
        out.println("worst: seconds until everybody to be called had been called in the worst storm.");
        out.println("rate, concurrent: minutes in which a line had to wait for that quota.");
        out.println("known: seconds from the end of a call until Nightcall knows.");
        out.printf(COLUMNS, "", "calls", "p50", "p99", "worst", "rate", "concurrent", "known p99");
    }

    void variant(String name, YearResult year) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", name);
        row.put("calls", (double) year.calls());
        row.put("p50", year.inStorms().at(50));
        row.put("p99", year.inStorms().at(99));
        row.put("worstStorm", year.worstStorm().seconds());
        row.put("rateMinutes", year.minutes(YearResult.Limit.RATE));
        row.put("concurrentMinutes", year.minutes(YearResult.Limit.CONCURRENT));
        row.put("knownAfterP99", year.heardAfter().at(99));
        variants.add(row);
        out.printf(Locale.ROOT, COLUMNS, row.values().stream()
                .map(value -> value instanceof Double number ? Report.number(number) : value).toArray());
    }

    void write(Path file, ObjectMapper json) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        Map<String, Double> assumptions = settings.all();
        assumptions.values().removeIf(value -> value.isNaN());
        all.put("assumptions", assumptions);
        results.removeIf(result -> Double.isNaN(result.value()));
        all.put("results", results);
        all.put("variants", variants);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, json.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    }
}
