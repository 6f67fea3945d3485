package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.PlanTimes;
import dev.nightcall.oncall.check.Findings;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * {@code nightcall check [FILE]}: whether a start would refuse the settings, the routes or a plan, and whether the plan calls
 * somebody at all times. Exit code 1 when there are
 * errors, with {@code --strict} also when there are warnings.
 */
final class CheckCommand implements Command {

    private final Settings settings;
    private final Feeds feeds;
    private final PrintStream out;
    private final Clock clock;

    CheckCommand(Settings settings, Feeds feeds, PrintStream out, Clock clock) {
        this.settings = settings;
        this.feeds = feeds;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "check [--strict] [--json] [--from 2026-12-01] [FILE]";
    }

    @Override
    public int run(String... arguments) throws Exception {
        Arguments given = new Arguments(List.of("--strict", "--json"), List.of("--from"), arguments);
        Path file = given.file(settings.text("nightcall.oncall"));
        List<String> settingsProblems = new SettingsCheck(settings, clock).problems();
        Findings findings = settingsProblems.isEmpty() ? look(file, from(given)) : new Findings(settingsProblems, List.of());
        if (given.has("--json")) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            print(findings);
        }
        boolean right = findings.errors().isEmpty() && (findings.warnings().isEmpty() || !given.has("--strict"));
        return right ? 0 : 1;
    }

    /** The beginning of the year that is looked at. */
    private Clock from(Arguments given) {
        return given.option("--from").map(text -> PlanTimes.moment(text, ZoneOffset.UTC).orElseThrow(() ->
                new UsageException("--from must be a time between 2000 and 2100, as 2026-12-01")))
                .map(at -> Clock.fixed(at, ZoneOffset.UTC)).orElse(clock);
    }

    private Findings look(Path file, Clock from) throws Exception {
        RouteFiles.Found routes = new RouteFiles(settings, clock).read();
        return new CallSettings(settings).check(routes.routes(), from).check(file.toString(), OnCallFile.text(file), feeds)
                .with(routes.problems(), routes.notes());
    }

    private void print(Findings findings) {
        findings.errors().forEach(out::println);
        findings.warnings().forEach(warning -> out.println("warning: " + warning));
        out.println(count(findings.errors(), "error") + ", " + count(findings.warnings(), "warning"));
    }

    private static String count(List<String> lines, String what) {
        return lines.size() + " " + what + (lines.size() == 1 ? "" : "s");
    }
}
