package dev.nightcall;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What has to be scrolled is split: along a reason, not by its size. */
class SizeTest {

    private static final int LINES = 300;
    private static final int COLUMNS = 130;

    @Test
    void noFileIsTooLong() throws IOException {
        assertThat(sources("src").filter(file -> lines(file).size() > LINES)).isEmpty();
    }

    @Test
    void noLineOfTheProgramIsTooLong() throws IOException {
        assertThat(sources("src/main").flatMap(SizeTest::longLines)).isEmpty();
    }

    private static Stream<String> longLines(Path file) {
        List<String> lines = lines(file);
        return IntStream.range(0, lines.size()).filter(line -> lines.get(line).length() > COLUMNS)
                .mapToObj(line -> file + ":" + (line + 1));
    }

    private static Stream<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
