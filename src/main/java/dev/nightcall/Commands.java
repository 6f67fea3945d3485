package dev.nightcall;

import dev.nightcall.aws.Clients;
import dev.nightcall.feed.FetchedFeeds;
import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What the jar does besides running: {@code java -jar nightcall.jar NAME …}. Exit codes are for scripts. */
final class Commands {

    static final int WRONG = 2;
    private static final Set<String> HELP = Set.of("--help", "-h", "help");

    private final Map<String, Function<Feeds, Command>> commands = new LinkedHashMap<>();
    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    /** @param out for the answer alone. @param err for why there is none */
    Commands(Settings settings, PrintStream out, PrintStream err, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.clock = clock;
        commands.put("read", feeds -> new ReadCommand(settings, out, err, clock));
        commands.put("check", feeds -> new CheckCommand(settings, feeds, out, clock));
        commands.put("gaps", feeds -> new GapsCommand(settings, feeds, out, clock));
        commands.put("who", feeds -> new WhoCommand(settings, feeds, out, clock));
        commands.put("audit", feeds -> new AuditCommand(settings, out, clock));
    }

    /** @param arguments the command's name first. @return the exit code */
    int run(String... arguments) throws Exception {
        if (HELP.contains(arguments[0])) {
            out.println("java -jar nightcall.jar runs Nightcall. Besides there are");
            commands.values().forEach(command -> out.println("  " + command.apply(Feeds.none()).usage()));
            return 0;
        }
        if (!commands.containsKey(arguments[0])) {
            err.println(arguments[0] + " is no command; there are " + String.join(", ", commands.keySet()));
            return WRONG;
        }
        // A command has nothing else to do than to wait for what a plan has elsewhere.
        Duration wait = settings.duration("nightcall.feeds.timeout");
        try (FetchedFeeds feeds = Nightcall.feeds(settings, wait, Clients::newSsm, clock)) {
            return run(commands.get(arguments[0]).apply(feeds), Arrays.copyOfRange(arguments, 1, arguments.length));
        }
    }

    private int run(Command command, String... arguments) throws Exception {
        try {
            if (!(command instanceof CheckCommand)) {
                // That one lists what is wrong with them, and goes on.
                settings.check();
            }
            return command.run(arguments);
        } catch (UsageException e) {
            err.println(e.getMessage() + "; usage: nightcall " + command.usage());
            return WRONG;
        } catch (OnCallException | SettingException e) {
            err.println(e.getMessage());
            return WRONG;
        }
    }
}
