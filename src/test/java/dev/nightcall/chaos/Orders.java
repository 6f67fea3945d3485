package dev.nightcall.chaos;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.Set;

/**
 * What a Nightcall is to suffer: a file that is read again and again, so that it may change while the process runs.
 *
 * @param seed    of what is left to chance
 * @param kill    the point at which the process dies, as {@code after sqs:SendMessage(later)}; empty for none
 * @param nth     at the how many-th time it comes to that point
 * @param missed  points at which it dies as well, when it comes to one first
 * @param refuse  how likely a request is refused or does not reach AWS
 * @param lose    how likely an answer is lost
 * @param delay   how likely a request or its answer is late
 * @param swallow how likely a message that was handled is not deleted, and comes again
 */
record Orders(long seed, String kill, int nth, Set<String> missed, double refuse, double lose, double delay, double swallow) {

    /** Nothing shall go wrong. */
    static Orders none() {
        return new Orders(0, "", 0, Set.of(), 0, 0, 0, 0);
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("seed", "" + seed);
        properties.setProperty("kill", kill);
        properties.setProperty("nth", "" + nth);
        properties.setProperty("missed", String.join(",", missed));
        properties.setProperty("refuse", "" + refuse);
        properties.setProperty("lose", "" + lose);
        properties.setProperty("delay", "" + delay);
        properties.setProperty("swallow", "" + swallow);
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
        return new Orders(Long.parseLong(properties.getProperty("seed")), properties.getProperty("kill"),
                Integer.parseInt(properties.getProperty("nth")), Set.of(properties.getProperty("missed").split(",")),
                number(properties, "refuse"), number(properties, "lose"), number(properties, "delay"),
                number(properties, "swallow"));
    }

    private static double number(Properties properties, String key) {
        return Double.parseDouble(properties.getProperty(key));
    }
}
