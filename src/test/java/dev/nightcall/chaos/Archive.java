package dev.nightcall.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a Nightcall as Java has loaded and verified them once (class-data sharing, JEP 350): a run starts so many
 * processes that most of the processor's time would go into doing so again.
 */
final class Archive {

    private static final Duration LONGEST_END = Duration.ofMinutes(2);

    private final Classes classes;
    private final Path file;

    Archive(Classes classes, Path file) {
        this.classes = classes;
        this.file = file.toAbsolutePath();
    }

    /** With these a Nightcall leaves the archive behind when it ends. */
    Classes recorded() {
        return classes.with("-XX:ArchiveClassesAtExit=" + file);
    }

    /**
     * @param first has {@link #recorded()} classes; it is started, and ended as soon as it is ready
     * @return the classes as shared by all that come after it; as before where that is not possible, which is said
     */
    Classes by(Replica first) throws IOException {
        first.start(Orders.none());
        try {
            if (!Pause.until(Fate.LONGEST_START, () -> first.isReady() || !first.isAlive()) || !first.isReady()) {
                return notShared(first.name() + " has not become ready");
            }
            if (!first.end(LONGEST_END)) {
                return notShared(first.name() + " has not ended");
            }
        } finally {
            first.kill();
        }
        Classes shared = classes.with("-XX:SharedArchiveFile=" + file);
        return isTakenBy(shared) ? shared : notShared("java does not take " + file);
    }

    /** A process that shares classes if it can says nothing when it cannot; one that must, ends. */
    private static boolean isTakenBy(Classes shared) throws IOException {
        List<String> command = new ArrayList<>(Replica.JAVA);
        command.addAll(shared.with("-Xshare:on").options());
        command.add("-version");
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .onExit().join().exitValue() == 0;
    }

    private Classes notShared(String why) {
        System.out.println("each Nightcall loads its classes itself: " + why);
        return classes;
    }
}
