package dev.nightcall;

import dev.nightcall.oncall.OnCallException;
import dev.nightcall.settings.SettingException;
import dev.nightcall.settings.Settings;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What the jar does besides running: {@code java -jar nightcall.jar NAME …}. Exit codes are for scripts. */
final class Commands {

    static final int WRONG = 2;

    private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    private final PrintStream out;

    Commands(Settings settings, PrintStream out, Clock clock) {
        this.out = out;
        commands.put("read", () -> new ReadCommand(settings, out, clock));
        commands.put("check", () -> new CheckCommand(settings, out, clock));
        commands.put("gaps", () -> new GapsCommand(settings, out, clock));
        commands.put("who", () -> new WhoCommand(settings, out, clock));
    }

    /** @param arguments the command's name first. @return the exit code */
    int run(String... arguments) throws Exception {
        if (!commands.containsKey(arguments[0])) {
            out.println(arguments[0] + " is no command; there are " + String.join(", ", commands.keySet()));
            return WRONG;
        }
        Command command = commands.get(arguments[0]).get();
        try {
            return command.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (UsageException e) {
            out.println(e.getMessage() + "; usage: nightcall " + command.usage());
            return WRONG;
        } catch (OnCallException | SettingException e) {
            out.println(e.getMessage());
            return WRONG;
        }
    }
}
