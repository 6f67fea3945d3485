package dev.nightcall.simulator;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A rule that was wrong, put back: classes of Nightcall in which some text is what it used to be, compiled and first on the class
 * path of a process in which nights are simulated.
 */
final class OldRule {

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Path SOURCES = Path.of("src/main/java/dev/nightcall");

    private final Path classes;
    private final Map<String, List<String>> changes;

    /**
     * @param directory for what is compiled
     * @param changes   by the file of a class what is replaced in it, and by what
     */
    OldRule(Path directory, Map<String, List<String>> changes) {
        this.classes = directory.resolve("classes");
        this.changes = changes;
    }

    /** The first night in which something is broken, as {@link Nights} prints it. */
    String found(NightKind kind, int nights, Duration longest) throws Exception {
        compile();
        Path output = classes.resolveSibling("output");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes + File.pathSeparator + CLASS_PATH,
                Nights.class.getName(), kind.name(), "" + nights).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                return "nothing is found within " + longest;
            }
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private void compile() throws IOException {
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-cp",
                CLASS_PATH));
        for (Map.Entry<String, List<String>> change : changes.entrySet()) {
            Path file = classes.resolveSibling(Path.of(change.getKey()).getFileName());
            Files.writeString(file, changed(change.getKey(), change.getValue()));
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(InputStream.nullInputStream(), null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the old rule cannot be compiled: " + changes.keySet());
        }
    }

    private static String changed(String file, List<String> texts) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        for (int i = 0; i < texts.size(); i += 2) {
            if (!source.contains(texts.get(i))) {
                throw new IllegalStateException(file + " has been changed: say here what the old rule is in it now, instead of "
                        + texts.get(i));
            }
            source = source.replace(texts.get(i), texts.get(i + 1));
        }
        return source;
    }
}
