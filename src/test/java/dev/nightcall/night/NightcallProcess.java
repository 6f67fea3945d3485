package dev.nightcall.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import static org.awaitility.Awaitility.await;

/** A Nightcall as a process of its own, to be killed. */
final class NightcallProcess {

    private final Process process;
    private final Http door;
    private final Path log;

    private NightcallProcess(Process process, Http door, Path log) {
        this.process = process;
        this.door = door;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param connect  what is between it and the Connect stand-in
     * @param settings all that are not the default
     * @param options  for its JVM
     * @param log      what it writes goes to the end of this file
     */
    static NightcallProcess start(Cloud cloud, Wire connect, Map<String, String> settings, List<String> options, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.nightcall.Nightcall"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of("NIGHTCALL_CONFIG", file(settings).toString(), "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local", "AWS_REGION", "us-east-1",
                "AWS_ENDPOINT_URL_SQS", cloud.sqs().endpoint(), "AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDb().endpoint(),
                "AWS_ENDPOINT_URL_KINESIS", cloud.kinesis().endpoint(), "AWS_ENDPOINT_URL_CONNECT", connect.endpoint()));
        return new NightcallProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start(),
                new Http("http://127.0.0.1:" + settings.get("nightcall.http"), "local"), log);
    }

    private static Path file(Map<String, String> settings) throws IOException {
        Path config = Files.createTempFile("nightcall", ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newOutputStream(config)) {
            properties.store(out, null);
        }
        return config;
    }

    /** It takes alerts. @return the process */
    Process awaitUp() {
        await("Nightcall's start").atMost(Duration.ofSeconds(180)).pollInterval(Duration.ofMillis(200)).until(this::isUp);
        return process;
    }

    private boolean isUp() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Nightcall has ended with " + process.exitValue() + ", see " + log);
        }
        try {
            return door.send("GET", "/alerts", null).status() == 405;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** kill -9 */
    void kill() {
        process.destroyForcibly();
        await("the end of the process").until(() -> !process.isAlive());
    }
}
