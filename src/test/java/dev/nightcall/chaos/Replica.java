package dev.nightcall.chaos;

import dev.nightcall.Ports;
import dev.nightcall.local.Endpoints;
import dev.nightcall.local.LocalNightcall;
import dev.nightcall.night.Http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One of the Nightcalls: a process of its own, started again and again under the same name and ports. */
final class Replica {

    /** What is the same for every process of a Nightcall. */
    static final List<String> JAVA = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final String STOPPED = ".stopped";

    private final String name;
    private final Path folder;
    private final Endpoints cloud;
    private final Classes classes;
    private final int port;
    private final Http door;
    private volatile Process process;

    /** @param offset of its clock from the right time */
    Replica(String name, Path folder, Path plan, Endpoints cloud, Classes classes, Duration offset) throws IOException {
        this.name = name;
        this.folder = folder;
        this.cloud = cloud;
        this.classes = classes;
        this.port = Ports.free();
        this.door = new Http("http://127.0.0.1:" + port, "local");
        Properties settings = new Properties();
        settings.putAll(settings(plan));
        settings.setProperty("nightcall.clock.offset", offset.toMillis() + "ms");
        try (var out = Files.newBufferedWriter(file(".properties"))) {
            settings.store(out, null);
        }
    }

    String name() {
        return name;
    }

    Http door() {
        return door;
    }

    void start(Orders orders) {
        order(orders);
        forgetStop();
        try {
            ProcessBuilder builder = new ProcessBuilder(command());
            builder.environment().putAll(Map.of("NIGHTCALL_CONFIG", file(".properties").toString(),
                    "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "AWS_REGION", "us-east-1",
                    "AWS_ENDPOINT_URL", "http://127.0.0.1:9",
                    "AWS_ENDPOINT_URL_SQS", cloud.sqs().toString(), "AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDb().toString(),
                    "AWS_ENDPOINT_URL_KINESIS", cloud.kinesis().toString(),
                    "AWS_ENDPOINT_URL_CONNECT", cloud.connect().toString()));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(file(".log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on; a process that runs takes them up within a moment. */
    void order(Orders orders) {
        try {
            orders.write(file(".orders"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    boolean isReady() {
        try {
            return isAlive() && door.send("GET", "/alerts", null).status() == 405;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Of the processor, that this life has had so far. */
    Duration effort() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Whether it is down though nobody has killed it. */
    boolean hasEndedByItself() {
        return process != null && !process.isAlive() && process.exitValue() != Sabotage.KILLED;
    }

    /** Whether it has come to the point at which it stops itself. */
    boolean hasStopped() {
        return Files.exists(file(STOPPED));
    }

    /** SIGSTOP, wherever it is. */
    void stop() {
        try {
            Signals.stop(process.toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGCONT; nothing happens to one that runs. */
    void goOn() {
        forgetStop();
        try {
            Signals.goOn(process.toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forgetStop() {
        try {
            Files.deleteIfExists(file(STOPPED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9 */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** SIGTERM, as in the morning. @return false when it still runs */
    boolean end(Duration longest) {
        process.destroy();
        return Pause.until(longest, () -> !process.isAlive());
    }

    List<Deed> deeds() throws IOException {
        return Deeds.read(name, file(".deeds"));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of("-D" + Sabotage.ORDERS + "=" + file(".orders"), "-D" + Sabotage.DEEDS + "=" + file(".deeds"),
                "-D" + Sabotage.STOPPED + "=" + file(STOPPED)));
        command.addAll(classes.options());
        command.add("dev.nightcall.Nightcall");
        return command;
    }

    private Path file(String suffix) {
        return folder.resolve(name + suffix).toAbsolutePath();
    }

    private Map<String, String> settings(Path plan) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("nightcall.http", "" + port);
        all.put("nightcall.http.host", "127.0.0.1");
        all.put("nightcall.management", "" + Ports.free());
        all.put("nightcall.management.host", "127.0.0.1");
        all.put("nightcall.smtp", "0");
        all.put("nightcall.smtp.host", "127.0.0.1");
        all.put("nightcall.api-keys", "local:send+operate:local");
        all.put("nightcall.oncall", plan.toAbsolutePath().toString());
        all.put("nightcall.connect.instance-id", LocalNightcall.INSTANCE_ID);
        all.put("nightcall.connect.contact-flow-id", LocalNightcall.CONTACT_FLOW_ID);
        all.put("nightcall.connect.source-number", LocalNightcall.SOURCE_NUMBER);
        all.put("nightcall.connect.timeout", "3s");
        // Telephones and failures are quick, so that a night of them fits into minutes.
        all.put("nightcall.call.ring-limit", "3s");
        all.put("nightcall.call.lease", "10s");
        all.put("nightcall.call.longest", "60s");
        all.put("nightcall.call.unknown-after", "15s");
        all.put("nightcall.sqs.wait", "2s");
        all.put("nightcall.contact-records.poll", "500ms");
        all.put("nightcall.sqs.visibility", "6s");
        all.put("nightcall.later.hop", "5s");
        // The stand-in that all share has one thread, and what it is asked in vain it does all the same.
        all.put("nightcall.dynamodb.timeout", "10s");
        all.put("nightcall.contact-records.failover", "3s");
        all.put("nightcall.call.storm.quiet", "1s");
        all.put("nightcall.call.storm.longest", ChaosPlan.GATHERING.toSeconds() + "s");
        return all;
    }
}
