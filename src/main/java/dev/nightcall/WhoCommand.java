package dev.nightcall;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.AlertReader;
import dev.nightcall.alert.AlertRefusedException;
import dev.nightcall.alert.Json;
import dev.nightcall.call.PhoneNumber;
import dev.nightcall.memory.Memory;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.PlanTimes;
import dev.nightcall.rehearsal.Rehearsal;
import dev.nightcall.rehearsal.RehearsalText;
import dev.nightcall.rehearsal.RehearsalView;
import dev.nightcall.rehearsal.Stage;
import dev.nightcall.settings.Settings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code nightcall who --at TIME --alert FILE [FILE]}: who would be phoned about an alert, when and on which number, if
 * nobody answered. Exit code 1 when nobody would be.
 */
final class WhoCommand implements Command {

    private final Settings settings;
    private final Feeds feeds;
    private final PrintStream out;
    private final Clock clock;

    WhoCommand(Settings settings, Feeds feeds, PrintStream out, Clock clock) {
        this.settings = settings;
        this.feeds = feeds;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "who --alert ALERT.json [--at 2026-12-31T03:10] [--numbers] [--json] [FILE]";
    }

    @Override
    public int run(String... arguments) throws Exception {
        Arguments given = new Arguments(List.of("--json", "--numbers"), List.of("--at", "--alert"), arguments);
        OnCall plan = given.plan(settings.text("nightcall.oncall"), feeds);
        Rehearsal rehearsal = Stage.play(plan, alert(given, plan), at(given, plan),
                settings.duration("nightcall.call.ring-limit"));
        UnaryOperator<String> number = given.has("--numbers") ? UnaryOperator.identity() : PhoneNumber::masked;
        if (given.has("--json")) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter()
                    .writeValueAsString(RehearsalView.of(rehearsal, number)));
        } else {
            new RehearsalText(plan.timezone(), number).lines(rehearsal).forEach(out::println);
            if (rehearsal.phonesSomebody()) {
                out.println(rehearsal.policy().whileTaken().says());
                out.println(rehearsal.policy().saysOfReopening());
            }
        }
        return rehearsal.phonesSomebody() ? 0 : 1;
    }

    private Alert alert(Arguments given, OnCall plan) throws IOException {
        Path file = Arguments.readable(given.option("--alert").orElseThrow(() -> new UsageException("--alert is needed")));
        try {
            List<Alert> alerts = new AlertReader(clock, plan::timezone, Memory.unlimited()).read(Files.readAllBytes(file));
            return Stage.oneFiring(alerts);
        } catch (AlertRefusedException e) {
            throw new UsageException(file + ": " + (e.field().isEmpty() ? "" : e.field() + " ") + e.getMessage());
        }
    }

    private Instant at(Arguments given, OnCall plan) {
        return given.option("--at").map(text -> PlanTimes.moment(text, plan.timezone()).orElseThrow(() ->
                new UsageException("--at must be a time between 2000 and 2100, as 2026-12-31T03:10"))).orElseGet(clock::instant);
    }
}
