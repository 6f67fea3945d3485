package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCallFile;
import dev.nightcall.oncall.check.AllowedNumbers;
import dev.nightcall.oncall.check.Findings;
import dev.nightcall.oncall.check.PlanCheck;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * {@code nightcall check [FILE]}: whether a plan is right, and calls somebody at all times. Exit code 1 when there are
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
        return "check [--strict] [--json] [FILE]";
    }

    @Override
    public int run(String... arguments) throws Exception {
        Arguments given = new Arguments(List.of("--strict", "--json"), List.of(), arguments);
        Path file = given.file(settings.text("nightcall.oncall"));
        AllowedNumbers allowed = AllowedNumbers.of(settings.optional("nightcall.connect.allow-list").orElse(""));
        RouteFiles.Beginnings routes = new RouteFiles(settings, clock).read();
        Findings findings = new PlanCheck(allowed, routes.routes()::problem,
                Nightcall.voices(settings)::problem, clock)
                .check(file.toString(), OnCallFile.text(file), feeds).with(routes.problems());
        if (given.has("--json")) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            print(findings);
        }
        boolean right = findings.errors().isEmpty() && (findings.warnings().isEmpty() || !given.has("--strict"));
        return right ? 0 : 1;
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
