package dev.nightcall.local.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured is what the image does. */
class ImageTest {

    @Test
    void theOptionsAreThoseOfTheDockerfile() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        String entryPoint = dockerfile.substring(dockerfile.indexOf("ENTRYPOINT"));

        assertThat(dockerfile).contains("ENV JAVA_TOOL_OPTIONS=\"" + String.join(" ", Image.DEFAULTS) + "\"\n");
        assertThat(entryPoint).contains("\"-XX:-UsePerfData\"");
        assertThat(dockerfile).contains("-XX:ArchiveClassesAtExit=/opt/nightcall/classes.jsa ")
                .contains("@/opt/nightcall/classpath " + Image.START);
        assertThat(entryPoint).contains("\"-XX:SharedArchiveFile=/opt/nightcall/classes.jsa\"")
                .contains("\"@/opt/nightcall/classpath\"");
    }

    @Test
    void aStartWithoutAwsGoesWellAndEnds(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Dnightcall.http=" + Site.freePort(),
                "-Dnightcall.management=" + Site.freePort(), "-Dnightcall.smtp=" + Site.freePort(), Image.START)
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(log).content().contains("(nightcall) started in", "table nightcall-alerts: all is well");
    }
}
