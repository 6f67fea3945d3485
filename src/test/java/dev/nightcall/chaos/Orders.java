package dev.nightcall.chaos;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a Nightcall is to suffer: a file that is read again and again, so that it may change while the process runs.
 *
 * @param seed  of what is left to chance
 * @param kills the points at which the process dies, as {@code after sqs:SendMessage(later)}, each with the how many-th time
 *              it comes there; it dies at whichever is first
 * @param stop  the point at which it stops itself, as by SIGSTOP, until the run lets it go on; empty for none
 * @param odds  of faults
 */
record Orders(long seed, Map<String, Integer> kills, String stop, Odds odds) {

    private static final String KILL = "kill ";

    /** Nothing shall go wrong. */
    static Orders none() {
        return new Orders(0, Map.of(), "", Odds.NONE);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("seed", "" + seed);
        kills.forEach((point, nth) -> properties.setProperty(KILL + point, "" + nth));
        properties.setProperty("stop", stop);
        odds.writeTo(properties);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (var out = Files.newBufferedWriter(next)) {
            properties.store(out, null);
        }
        // Nobody reads half of it.
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Orders read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, Integer> kills = new TreeMap<>();
        properties.stringPropertyNames().stream().filter(key -> key.startsWith(KILL)).forEach(key ->
                kills.put(key.substring(KILL.length()), Integer.valueOf(properties.getProperty(key))));
        return new Orders(Long.parseLong(properties.getProperty("seed")), kills, properties.getProperty("stop"),
                Odds.of(properties));
    }
}
