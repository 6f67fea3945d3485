package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results: printed as they come, and in the end written down as JSON. */
final class Report {

    private static final String LINE = "%-3s %-66s %12s %-14s %-10s %s%n";

    private final PrintStream out;
    private final Map<String, Object> machine;
    private final List<Result> results = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(PrintStream out, Map<String, Object> machine) {
        this.out = out;
        this.machine = machine;
    }

    /** For a measurement that may run beside others: nothing of it is printed before it is {@link #take taken}. */
    Report part() {
        return new Report(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), machine);
    }

    synchronized void take(Report part) {
        part.results.forEach(this::add);
        part.notes.forEach(this::note);
    }

    void begin() {
        machine.forEach((name, value) -> out.println(name + ": " + value));
        out.printf(Locale.ROOT, LINE, "", "what", "value", "unit", "aim", "met");
    }

    void add(Result result) {
        results.add(result);
        out.printf(Locale.ROOT, LINE, result.measurement(), result.what(), number(result.value()), result.unit(),
                result.aim() == null ? "" : result.aim(), result.met() == null ? "" : result.met() ? "yes" : "NO");
    }

    /** Something to know about the numbers. */
    void note(String measurement, String text) {
        note(measurement + "   " + text);
    }

    private void note(String text) {
        notes.add(text);
        out.println(text);
    }

    /** The rows of the short table, in Markdown. A row may have several results. */
    void summary() {
        Map<String, List<Result>> rows = results.stream().filter(result -> result.row() != null)
                .collect(Collectors.groupingBy(Result::row, LinkedHashMap::new, Collectors.toList()));
        if (rows.isEmpty()) {
            return;
        }
        out.println();
        out.println("| | aim | measured | met |");
        out.println("|---|---|---|---|");
        rows.forEach((title, row) -> out.println("| " + title + " | " + joined(row, Result::aim, " / ") + " | "
                + joined(row, result -> number(result.value()) + " " + result.unit(), ", ") + " | "
                + joined(row, result -> result.met() == null ? null : result.met() ? "yes" : "no", ", ") + " |"));
    }

    /** What is the same for all of them is said once. */
    private static String joined(List<Result> row, Function<Result, String> part, String between) {
        List<String> parts = row.stream().map(part).filter(Objects::nonNull).toList();
        return parts.stream().distinct().count() == 1 ? parts.get(0) : String.join(between, parts);
    }

    void write(Path file, ObjectMapper json) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", machine);
        all.put("results", results);
        all.put("notes", notes);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, json.copy().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(all));
    }

    /** As many digits as tell something. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        double size = Math.abs(value);
        int digits = value == Math.rint(value) || size >= 1000 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 8;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
