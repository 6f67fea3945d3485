package dev.nightcall.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A file of deeds, one a line. What is written before the process dies is there. */
final class Deeds {

    static final String KILLED = "killed";
    static final String REFUSED = "refused";
    static final String UNREACHABLE = "unreachable";
    static final String LOST = "answer lost";
    /** The work was done and a 5xx was answered; the detail is the status. */
    static final String FAILED = "5xx after the work";
    static final String LATE = "late";
    static final String NOT_DELETED = "not deleted";
    /** It stops itself here, as by SIGSTOP. */
    static final String STOPPED = "stopped";
    /** Its threads did not run for a while: stopped, or the machine had no time for them. */
    static final String STALLED = "stalled";
    /** AWS took long, though nobody made it late. */
    static final String SLOW = "slow";
    /** A kind of request that this process has made for the first time. */
    static final String SEEN = "seen";
    /** Connect is asked to dial; the detail is the call's id. */
    static final String DIAL = "dial";
    /** Something was filed of an alert; the detail is the statement's number. */
    static final String FILED = "filed";
    /** What counts as a fault. */
    static final List<String> FAULTS = List.of(REFUSED, UNREACHABLE, LOST, FAILED, LATE, NOT_DELETED);

    private final Path file;
    private final Clock clock;

    Deeds(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    void note(String what, String point, String detail) {
        note(clock.instant(), what, point, detail);
    }

    /** What has lasted until now. */
    void lasted(String what, String point, Duration time) {
        note(clock.instant().minus(time), what, point, "" + time.toMillis());
    }

    private synchronized void note(Instant at, String what, String point, String detail) {
        String line = String.join("\t", at.toString(), what, point, Thread.currentThread().getName(), detail) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Deed> read(String replica, Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t", -1)).filter(parts -> parts.length == 5)
                    .map(parts -> new Deed(replica, Instant.parse(parts[0]), parts[1], parts[2], parts[3], parts[4])).toList();
        }
    }
}
