package dev.nightcall;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What the jar does besides running, and with which exit code it ends. */
class CommandsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
    private static final String PLAN = "docs/examples/plans/new-year.yaml";
    private static final Pattern SHOWN = Pattern.compile("```console\\n\\$ java -jar nightcall.jar (.*)\\n((?s).*?)```");

    @TempDir
    private Path folder;

    record Answer(int code, String text) {
    }

    /** The manual shows what the commands print, to the letter. */
    @ParameterizedTest
    @MethodSource("shown")
    void theManualShowsWhatTheCommandsPrint(String command, String output) throws Exception {
        assertThat(run(Map.of(), command.split(" ")).text()).isEqualTo(output);
    }

    static List<Object[]> shown() throws IOException {
        List<Object[]> shown = SHOWN.matcher(Files.readString(Path.of("docs/oncall.md"))).results()
                .map((MatchResult block) -> new Object[] {block.group(1), block.group(2)}).toList();
        assertThat(shown).hasSizeGreaterThanOrEqualTo(3);
        return shown;
    }

    @ParameterizedTest
    @CsvSource({
            "chekc, 2, is no command; there are read",
            "check one two, 2, two is not known here; usage: nightcall check",
            "check --strct, 2, --strct is not known here",
            "check nowhere.yaml, 2, nowhere.yaml cannot be read",
            "check docs, 2, docs cannot be read",
            "gaps --from, 2, --from needs one value",
            "gaps --from 2026-12-01 --from 2026-12-02, 2, --from needs one value",
            "gaps --from yesterday, 2, --from must be a time",
            "gaps --from 2026-02-30, 2, --from must be a time",
            "gaps --from 1999-12-31 --to 2000-01-31, 2, --from must be a time",
            "gaps --from 2026-12-02 --to 2026-12-01, 2, --to must be after from",
            "gaps --from 2026-12-01 --to 2027-12-02, 2, --to must be at most 366 days",
            "gaps application.properties, 2, application.properties:",
            "who, 2, --alert is needed",
            "who --alert nowhere.json, 2, nowhere.json cannot be read",
            "who --alert pom.xml, 2, pom.xml: must be JSON",
            "who --alert docs/iam-policy.json, 2, docs/iam-policy.json: ",
            "who --alert docs/examples/plans/alert.json --at 03:10, 2, --at must be a time",
            "audit --from yesterday, 2, --from must be a time between 2000 and 2100",
            "audit --from 2026-12-02 --to 2026-12-01, 2, --to must be after from; usage: nightcall audit",
            "audit --from 2026-10-01 --to 2026-12-01, 2, --to must be at most 744 hours after from",
            "audit plan.yaml, 2, plan.yaml is not known here",
            "read, 2, a file is needed; usage: nightcall read",
            "read nowhere.eml, 2, nowhere.eml cannot be read"})
    void whatIsAskedWronglyEndsWithTwoAndSaysWhy(String command, int code, String text) throws Exception {
        Answer answer = run(Map.of(), command.split(" "));

        assertThat(answer.text()).contains(text);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"chekc", "gaps --from yesterday", "gaps application.properties", "read"})
    void whyThereIsNoAnswerIsNotOnStandardOutput(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        new Commands(Settings.of(defaults(), Map.of(), Map.of(), Map.of()), new PrintStream(out), new PrintStream(err), CLOCK)
                .run(command.split(" "));

        assertThat(out.size()).isZero();
        assertThat(err.size()).isPositive();
    }

    /** Of any day: what it looks at begins when the reader says. */
    @Test
    void theSetUpsOfTheReadmeAreRight() throws Exception {
        List<String> plans = Pattern.compile("```yaml\\n(timezone:(?s).*?)```").matcher(Files.readString(Path.of("README.md")))
                .results().map(block -> block.group(1)).toList();

        assertThat(plans).hasSize(5);
        for (String plan : plans) {
            assertThat(run(Map.of(), "check", "--strict", "--from", "2026-11-24", plan(plan)).text()).isEqualTo("0 errors, 0 warnings\n");
        }
    }

    @Test
    void helpNamesTheCommands() throws Exception {
        Answer help = run(Map.of(), "--help");

        assertThat(help.text()).contains("  read [", "  check [--strict]", "  gaps [", "  who --alert",
                "  audit [--from");
        assertThat(help.code()).isZero();
    }

    @Test
    void checkEndsWithOneOnlyWhenItIsWrongOrStrict() throws Exception {
        String right = plan("timezone: UTC\nengineers: {sato: {name: S, phones: [{number: \"+819012345678\"}]}}\n"
                + "policies: {default: {steps: [{recipients: [\"call:sato\"]}]}}\n");

        assertThat(run(Map.of(), "check", right)).isEqualTo(new Answer(0, "0 errors, 0 warnings\n"));
        assertThat(run(Map.of(), "check", "--strict", right).code()).isZero();
        assertThat(run(Map.of("nightcall.connect.allow-list", "+1"), "check", right).code()).isEqualTo(1);
        assertThat(run(Map.of(), "check", PLAN).code()).isZero();
        assertThat(run(Map.of(), "check", "--strict", PLAN).code()).isEqualTo(1);
        assertThat(run(Map.of("nightcall.connect.allow-list", "81"), "check", right).code()).isEqualTo(1);
        Answer refused = run(Map.of(), "check", plan("timezone: Mars\n"));
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text()).contains("plan.yaml:1: /: engineers is missing\n", "plan.yaml:1: /timezone: Mars is no");
    }

    @Test
    void checkKnowsTheRoutesThatAreThere() throws Exception {
        String file = plan("timezone: UTC\nengineers: {sato: {name: S, phones: [{number: \"+819012345678\"}]}}\n"
                + "policies: {default: {steps: [{recipients: [\"call:sato\", \"direct:notify-log\", \"direct:notify-chat\","
                + " \"direct:notify-phone?timeout=3\"]}]}}\n");
        Files.writeString(folder.resolve("chat.yaml"), """
                - routeTemplate:
                    id: chat
                    parameters: [{name: name}]
                    from: {uri: "direct:notify-{{name}}", steps: [{to: "log:chat"}]}
                - templatedRoute:
                    routeTemplateRef: chat
                    parameters: [{name: name, value: phone}]
                """);
        Files.writeString(folder.resolve("broken.yaml"), "- route: {from: {uri: [}\n");

        assertThat(run(Map.of(), "check", file).text()).contains("recipients/2: no route reads direct:notify-chat",
                "recipients/3: no route reads direct:notify-phone?timeout=3").doesNotContain("notify-log");
        Answer ours = run(Map.of("nightcall.routes", folder.toString()), "check", file);
        assertThat(ours.text()).contains("no route reads direct:notify-log", "no route reads direct:notify-chat",
                "broken.yaml:1:").doesNotContain("notify-phone");
        assertThat(ours.code()).isEqualTo(1);
        assertThat(run(Map.of("nightcall.routes", "nowhere"), "check", file).text()).contains("nowhere is no folder of routes");
    }

    /** As the Nightcall that runs, it leaves out what is wrong. */
    @Test
    void readKnowsTheSourcesThatAreRight() throws Exception {
        Files.copy(Path.of("routes/webhook-uptimekuma.yaml"), folder.resolve("webhook-uptimekuma.yaml"));
        Files.writeString(folder.resolve("broken.yaml"), """
                - templatedRoute:
                    routeTemplateRef: webhook-source
                    parameters: [{name: name, value: broken}]
                """);
        String body = Files.writeString(folder.resolve("body.json"), "{\"heartbeat\": {\"status\": 0}}").toString();
        Map<String, String> routes = Map.of("nightcall.routes", folder.toString(), "nightcall.oncall", PLAN);

        assertThat(run(routes, "read", "uptimekuma", body).text()).contains("\"kind\"");
        assertThat(run(routes, "read", "broken", body)).satisfies(answer -> {
            assertThat(answer.code()).isEqualTo(2);
            assertThat(answer.text()).contains("there is no door broken");
        });
    }

    @Test
    void gapsEndWithOneWhenThereIsOne() throws Exception {
        assertThat(run(Map.of(), "gaps", "--from", "2026-12-01", "--to", "2026-12-28", PLAN).code()).isZero();
        assertThat(run(Map.of(), "gaps", "--from", "2026-12-01", "--to", "2026-12-29", PLAN).code()).isEqualTo(1);
        assertThat(run(Map.of(), "gaps", "--from", "2026-12-29T00:00:00+09:00", "--to", "2026-12-29T00:01", PLAN).code())
                .isEqualTo(1);
        assertThat(run(Map.of(), "gaps", PLAN).text()).startsWith("Tue 2026-11-24 09:00 +09:00 to Wed 2027-11-24 09:00 +09:00");
    }

    @Test
    void whoEndsWithOneWhenNobodyIsPhoned() throws Exception {
        String alert = "docs/examples/plans/alert.json";
        assertThat(run(Map.of(), "who", "--alert", alert, PLAN).code()).isZero();
        assertThat(run(Map.of(), "who", "--alert", alert, "--numbers", PLAN).text()).contains("call suzuki +818012345672");
        String nobody = plan("timezone: UTC\nengineers: {sato: {name: S, phones: [{number: \"+819012345678\"}]}}\n"
                + "policies: {default: {steps: [{recipients: [\"direct:notify-log\"]}]}}\n");
        assertThat(run(Map.of(), "who", "--alert", alert, nobody).code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"check, errors", "gaps, schedules", "who --alert docs/examples/plans/alert.json, events"})
    void asJsonForPrograms(String command, String field) throws Exception {
        Answer answer = run(Map.of(), (command + " --json " + PLAN).split(" "));

        assertThat(new ObjectMapper().readTree(answer.text()).path(field).isArray()).isTrue();
    }

    private String plan(String yaml) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve("plans")).resolve("plan.yaml"), yaml).toString();
    }

    static Answer run(Map<String, String> settings, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = new Commands(Settings.of(defaults(), settings, Map.of(), Map.of()), both, both, CLOCK).run(arguments);
        return new Answer(code, out.toString(StandardCharsets.UTF_8));
    }

    /** What {@code application.properties} says. */
    static Map<String, String> defaults() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(Path.of("application.properties"))) {
            properties.load(in);
        }
        Map<String, String> defaults = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> defaults.put(name, properties.getProperty(name)));
        return defaults;
    }
}
