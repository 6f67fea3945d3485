package dev.nightcall.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the image starts Nightcall in a container of 512 MiB: by the options of its Dockerfile, and with an archive of its classes
 * as Java has loaded and verified them (class-data sharing, JEP 350).
 */
final class Image {

    /** As in the Dockerfile: what its users may set otherwise. */
    static final List<String> DEFAULTS = List.of("-XX:MaxRAMPercentage=50", "-XX:TieredStopAtLevel=1");
    /** What has Java make the archive there. */
    static final String START = "dev.nightcall.StartWithoutAws";
    /** What Java sees by itself in such a container: its memory, and that it is too small for another collector. */
    private static final List<String> CONTAINER = List.of("-XX:MaxRAM=512m", "-XX:+UseSerialGC");

    private final Path archive;

    private Image(Path archive) {
        this.archive = archive;
    }

    /** Makes the archive. Only of jars: Java shares no classes of folders between processes. */
    static Image built(Path archive) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ArchiveClassesAtExit=" + archive, "-cp", System.getProperty("java.class.path")));
        for (String port : List.of("http", "management", "smtp")) {
            command.add("-Dnightcall." + port + "=" + Site.freePort());
        }
        command.add(START);
        Path log = archive.resolveSibling("archive.log");
        int status = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
        if (status != 0) {
            throw new IOException(START + " ends with " + status + ", see " + log);
        }
        return new Image(archive);
    }

    /** For {@code java}, but for the archive, which is for those whose start or memory is measured. */
    static List<String> options() {
        return Stream.of(CONTAINER, DEFAULTS, List.of("-XX:-UsePerfData")).flatMap(List::stream).toList();
    }

    /** For {@code java}, all of them. */
    List<String> withArchive() {
        return Stream.concat(options().stream(), Stream.of("-XX:SharedArchiveFile=" + archive)).toList();
    }
}
