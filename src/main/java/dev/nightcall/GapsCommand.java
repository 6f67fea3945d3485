package dev.nightcall;

import dev.nightcall.alert.Json;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.check.Gaps;
import dev.nightcall.oncall.check.GapsText;
import dev.nightcall.oncall.check.Span;
import dev.nightcall.oncall.check.SpanRefusedException;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** {@code nightcall gaps --from DATE --to DATE [FILE]}: when nobody is there. Exit code 1 when there is such a time. */
final class GapsCommand implements Command {

    private final Settings settings;
    private final Feeds feeds;
    private final PrintStream out;
    private final Clock clock;

    GapsCommand(Settings settings, Feeds feeds, PrintStream out, Clock clock) {
        this.settings = settings;
        this.feeds = feeds;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public String usage() {
        return "gaps [--from 2026-12-01] [--to 2027-11-30] [--json] [FILE]";
    }

    @Override
    public int run(String... arguments) throws Exception {
        Arguments given = new Arguments(List.of("--json"), List.of("--from", "--to"), arguments);
        OnCall plan = given.plan(settings.text("nightcall.oncall"), feeds);
        Gaps gaps = Gaps.of(plan, time(given, plan));
        if (given.has("--json")) {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(gaps));
        } else {
            new GapsText(plan.timezone()).lines(gaps).forEach(out::println);
        }
        return gaps.any() ? 1 : 0;
    }

    private Span time(Arguments given, OnCall plan) {
        try {
            return Span.parse(given.option("--from").orElse(null), given.option("--to").orElse(null), plan.timezone(),
                    clock.instant());
        } catch (SpanRefusedException e) {
            throw new UsageException("--" + e.field() + " " + e.getMessage());
        }
    }
}
