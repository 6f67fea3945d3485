package dev.nightcall.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * The classes of a Nightcall's process, those included that make the SDK take {@link Faults}.
 *
 * @param path    the class path: jars only, as Java shares no classes of folders between processes
 * @param sharing options of {@code java} that say how they are shared
 */
record Classes(String path, List<String> sharing) {

    private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

    /** Those of this process, not shared; what is in folders is put into jars. */
    static Classes packed(Path folder) {
        List<String> entries = new ArrayList<>(List.of(faults()));
        entries.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
        List<String> jars = new ArrayList<>();
        for (String entry : entries) {
            jars.add(Files.isDirectory(Path.of(entry)) ? jar(entry, folder.resolve("classes-" + jars.size() + ".jar")) : entry);
        }
        return new Classes(String.join(File.pathSeparator, jars), List.of());
    }

    Classes with(String option) {
        return new Classes(path, Stream.concat(sharing.stream(), Stream.of(option)).toList());
    }

    /** For {@code java}. */
    List<String> options() {
        return Stream.concat(sharing.stream(), Stream.of("-cp", path)).toList();
    }

    private static String jar(String folder, Path jar) {
        if (JAR.run(System.out, System.err, "--create", "--no-compress", "--file", jar.toString(), "-C", folder, ".") != 0) {
            throw new UncheckedIOException(new IOException(folder + " cannot be put into " + jar));
        }
        return jar.toString();
    }

    /** The folder by which the SDK finds them. */
    private static String faults() {
        try {
            return Path.of(Replica.class.getResource("faults").toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
