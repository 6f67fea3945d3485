package dev.nightcall.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightcall.alert.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the bench prints and writes, and how it is called. */
class ReportTest {

    @Test
    void everyResultIsInTheTableAndInTheFile(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8), Map.of("processors", 2));
        report.begin();

        report.add(Result.of("a", "accepted", 1234.56, "alerts/s"));
        report.add(Result.atMost("b", "ring", 3.21, "s", 3));
        report.add(Result.atLeast("d", "quota", 95, "%", 95));
        Report part = report.part();
        part.add(Result.exactly("d", "refused", Double.NaN, "answers", 0));
        part.note("b", "a note");
        report.take(part);
        Path file = folder.resolve("bench/bench.json");
        report.write(file, Json.mapper());

        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.strip().replaceAll(" {2,}", "|")).toList())
                .containsSubsequence("processors: 2", "a|accepted|1235 alerts/s", "b|ring|3.21 s|<= 3|NO",
                        "d|quota|95 %|>= 95|yes", "d|refused|unknown answers|= 0|NO", "b|a note");
        JsonNode written = Json.mapper().readTree(file.toFile());
        assertThat(written.at("/machine/processors").asInt()).isEqualTo(2);
        assertThat(written.path("results")).hasSize(4);
        assertThat(written.at("/results/0/value").asDouble()).isEqualTo(1234.56);
        assertThat(written.at("/results/0").has("aim")).isFalse();
        assertThat(written.at("/results/1/met").asBoolean(true)).isFalse();
        assertThat(written.at("/results/2/met").asBoolean()).isTrue();
        assertThat(written.at("/notes/0").asText()).isEqualTo("b   a note");
    }

    @Test
    void theShortTableHasARowForWhatBelongsTogether() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8), Map.of());
        report.add(Result.atLeast("a", "over 1", 81, "%", 80).inRow("accepted alone"));
        report.add(Result.of("a", "p99", 12, "ms"));
        report.add(Result.atMost("f", "idle", 299, "MiB", 300).inRow("memory"));
        Report part = report.part();
        part.add(Result.atLeast("a", "over 8", 79.04, "%", 80).inRow("accepted alone"));
        part.add(Result.atMost("f", "storm", 451, "MiB", 450).inRow("memory"));
        report.take(part);
        report.add(Result.of("g", "no aim", 1, "requests").inRow("first"));

        report.summary();

        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("""

                | | aim | measured | met |
                |---|---|---|---|
                | accepted alone | >= 80 | 81 %, 79.0 % | yes, no |
                | memory | <= 300 / <= 450 | 299 MiB, 451 MiB | yes, no |
                | first |  | 1 requests |  |
                """);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "3,3", "2.345,2.35", "12.34,12.3", "1234.56,1235", "0.0000004,0.00000040", "NaN,unknown"})
    void aNumberHasAsManyDigitsAsTellSomething(double number, String written) {
        assertThat(Report.number(number)).isEqualTo(written);
    }

    @Test
    void optionsChooseMeasurementsAndPrices() {
        Options options = Options.of("--only", "a,c", "--quick", "--json", "x.json", "--price-sqs", "0.3",
                "--price-ddb-write", "1.25", "--price-ddb-read", "0");

        assertThat(options).isEqualTo(new Options(List.of("a", "c"), Path.of("x.json"), true,
                new Prices(0.3, 1.25, 0)));
        assertThat(options.wants("a") && !options.wants("b")).isTrue();
        assertThat(options.number(200, 20)).isEqualTo(20);
        assertThat(Options.of().wants("g")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--only,x", "--price-sqs,-1", "--price-sqs,cheap", "--unknown,1"})
    void whatIsNotUnderstoodIsRefused(String name, String value) {
        assertThatThrownBy(() -> Options.of(name, value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
