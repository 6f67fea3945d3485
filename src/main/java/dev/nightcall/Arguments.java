package dev.nightcall;

import dev.nightcall.oncall.Feeds;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.OnCallException;
import dev.nightcall.oncall.OnCallFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is written behind a command's name: {@code --flags}, {@code --options} with a value, and at most one file. */
final class Arguments {

    private final Map<String, String> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private String file;

    /** @throws UsageException when anything is there that is not known, or twice */
    Arguments(List<String> knownFlags, List<String> knownOptions, String... arguments) {
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String next = rest.pop();
            if (knownFlags.contains(next)) {
                flags.add(next);
            } else if (knownOptions.contains(next)) {
                if (rest.isEmpty() || options.put(next, rest.pop()) != null) {
                    throw new UsageException(next + " needs one value");
                }
            } else if (next.startsWith("-") || file != null) {
                throw new UsageException(next + " is not known here");
            } else {
                file = next;
            }
        }
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** @throws UsageException when a file is named */
    void noFile() {
        if (file != null) {
            throw new UsageException(file + " is not known here");
        }
    }

    /** The one file; {@code otherwise} when none is named. @throws UsageException when it cannot be read */
    Path file(String otherwise) {
        return readable(file == null ? otherwise : file);
    }

    /**
     * The plan in that file, once what it has elsewhere is read.
     *
     * @throws OnCallException with everything that is wrong with it
     */
    OnCall plan(String otherwise, Feeds feeds) {
        Path path = file(otherwise);
        return OnCall.parse(path.toString(), OnCallFile.text(path), feeds);
    }

    static Path readable(String name) {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UsageException(name + " cannot be read");
        }
        return path;
    }
}
