package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.nightcall.alert.Json;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What happened in a run.
 *
 * @param start             the processor's time until a Nightcall was ready: of one that is in the middle
 * @param killsByPoint      how often a Nightcall was killed at each point, those where none was included
 * @param stops            how often one was stopped and went on, at the points of {@code stopsByPoint} and elsewhere
 * @param unnamed           requests that change something and at which nobody is killed
 * @param longestToFiled    from the answer 202 until something was filed of the alert
 * @param connectRefusals   how often Connect's throttle refused each operation
 */
record Report(long seed, double minutes, int requests, int accepted, Map<String, Long> incidents, Map<String, Long> calls,
              int contacts, Duration start, long kills, Map<String, Long> killsByPoint, int killedAnywhere, int stops,
              Map<String, Long> stopsByPoint, Map<String, Long> faults,
              List<String> unnamed, Duration longestToFiled, Map<String, Integer> connectRefusals, List<String> deadLetters,
              Duration settling, List<Violation> violations) {

    private static final Pattern READS = Pattern.compile(".*:(Get|BatchGet|Describe|List|Query|Scan|Receive).*");

    static Report of(Options options, Ledger ledger, Morning morning, List<Fate> fates, Duration settling,
                     List<Violation> violations) {
        int killedAnywhere = fates.stream().mapToInt(Fate::killedAnywhere).sum();
        Map<String, Long> points = new LinkedHashMap<>();
        KillPoints.ALL.forEach(point -> points.put(point, 0L));
        points.putAll(count(points(morning, Deeds.KILLED)));
        return new Report(options.seed(), options.minutes(), ledger.requests(), ledger.all().size(),
                count(morning.incidents().stream().map(incident -> status(incident)).toList()),
                count(morning.calls().stream().map(Report::outcome).toList()), morning.rings().size(), start(fates),
                points.values().stream().mapToLong(Long::longValue).sum() + killedAnywhere, points, killedAnywhere,
                fates.stream().mapToInt(Fate::stopped).sum(), count(points(morning, Deeds.STOPPED)),
                count(morning.deeds().stream().map(Deed::what).filter(Deeds.FAULTS::contains).toList()),
                unnamed(morning), longestToFiled(ledger, morning), refusals(morning), morning.deadLetters(), settling,
                violations);
    }

    private static Duration start(List<Fate> fates) {
        List<Duration> starts = fates.stream().flatMap(fate -> fate.starts().stream()).sorted().toList();
        return starts.isEmpty() ? Duration.ZERO : starts.get(starts.size() / 2);
    }

    private static List<String> points(Morning morning, String what) {
        return morning.deeds().stream().filter(deed -> deed.is(what)).map(Deed::point).toList();
    }

    private static String status(Incident incident) {
        return incident.isResolved() ? "resolved by " + (incident.resolvedBy().equals(Incident.MONITOR) ? "monitor" : "people")
                : incident.status().word();
    }

    private static String outcome(Call call) {
        return call.outcome() == null ? "none" : call.outcome().word();
    }

    private static Map<String, Long> count(List<String> words) {
        return words.stream().collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }

    private static List<String> unnamed(Morning morning) {
        return morning.deeds().stream().filter(deed -> deed.is(Deeds.SEEN)).map(Deed::point).distinct()
                .filter(point -> !READS.matcher(point).matches())
                .filter(point -> KillPoints.ALL.stream().noneMatch(named -> named.endsWith(" " + point))).sorted().toList();
    }

    private static Duration longestToFiled(Ledger ledger, Morning morning) {
        Map<Integer, Ledger.Accepted> accepted = ledger.all();
        Map<Integer, Deed> first = new LinkedHashMap<>();
        morning.deeds().stream().filter(deed -> deed.is(Deeds.FILED))
                .forEach(deed -> first.merge(Integer.parseInt(deed.detail()), deed, (a, b) -> a.at().isBefore(b.at()) ? a : b));
        return first.entrySet().stream().filter(entry -> accepted.containsKey(entry.getKey()))
                .map(entry -> Duration.between(accepted.get(entry.getKey()).at(), entry.getValue().at()))
                .filter(Objects::nonNull).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Map<String, Integer> refusals(Morning morning) {
        Map<String, Integer> refusals = new TreeMap<>();
        morning.requests().fields().forEachRemaining(operation -> operation.getValue().fields().forEachRemaining(answer -> {
            if (answer.getKey().startsWith("429")) {
                refusals.merge(operation.getKey() + " " + answer.getKey(), answer.getValue().asInt(), Integer::sum);
            }
        }));
        return refusals;
    }

    boolean isKept() {
        return violations.isEmpty();
    }

    void write(Path file) throws IOException {
        Json.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }

    void print(PrintStream out) {
        row(out, "seed, minutes", seed + ", " + minutes);
        row(out, "alerts accepted", accepted + " in " + requests + " requests");
        row(out, "incidents", incidents);
        row(out, "calls", calls + ", contacts: " + contacts);
        row(out, "processor, a start", start.toMillis() + " ms");
        row(out, "kills", kills + ", " + killedAnywhere + " of them anywhere");
        killsByPoint.forEach((point, times) -> row(out, "  " + times, point));
        row(out, "stops", stops + ", at points: " + stopsByPoint);
        row(out, "faults", faults);
        row(out, "not killed at", unnamed);
        row(out, "longest until filed", longestToFiled.toMillis() + " ms");
        row(out, "refused by quota", connectRefusals);
        row(out, "settled after", settling.toSeconds() + " s");
        row(out, "points hit", killsByPoint.values().stream().filter(times -> times > 0).count() + " of " + killsByPoint.size());
        row(out, "never hit", killsByPoint.entrySet().stream().filter(point -> point.getValue() == 0).map(Map.Entry::getKey)
                .toList());
        deadLetters.forEach(letter -> row(out, "dead letter", letter));
        violations.forEach(violation -> {
            row(out, "VIOLATION", violation.promise() + ": " + violation.what());
            violation.history().forEach(entry -> row(out, "", entry));
        });
        row(out, "violations", violations.size());
        row(out, isKept() ? "KEPT" : "BROKEN", "the same decisions again: --minutes " + minutes + " --seed " + seed);
    }

    private static void row(PrintStream out, String name, Object value) {
        out.printf("%-20s %s%n", name, value);
    }
}
