package dev.nightcall.local;

import com.typesafe.config.ConfigFactory;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import scalikejdbc.ConnectionPool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * SQS for one machine: ElasticMQ in this process, on the loopback interface. With a data folder, queues and messages
 * outlive the process, kill -9 included; ElasticMQ then allows only one of them in a process.
 */
public final class SqsStandIn implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Port port;
    private final Path folder;
    private Function0<?> stop;

    /**
     * @param port   0 for any free port
     * @param folder where queues and messages are kept; null to keep them in memory
     */
    public SqsStandIn(int port, Path folder) {
        this.port = new Port("SQS stand-in", port).resolve();
        this.folder = folder;
    }

    /** Opens the port. */
    public SqsStandIn start() throws IOException {
        if (folder != null) {
            requireNoOther();
            Files.createDirectories(folder);
        }
        leaveShutdownToUs();
        ElasticMQServerConfig config = new ElasticMQServerConfig(
                ConfigFactory.parseMap(settings()).withFallback(ConfigFactory.load()));
        stop = new ElasticMQServer(config).start();
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    /** Closes the port and the files. */
    @Override
    public void close() {
        if (stop == null) {
            return;
        }
        stop.apply();
        if (folder != null) {
            ConnectionPool.closeAll();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "node-address.host", LOOPBACK,
                "node-address.port", port.number(),
                "rest-sqs.bind-hostname", LOOPBACK,
                "rest-sqs.bind-port", port.number(),
                "aws.region", "us-east-1"));
        if (folder != null) {
            settings.put("messages-storage.enabled", true);
            settings.put("messages-storage.uri", databaseUrl());
        }
        return settings;
    }

    /** Without a write delay, since a message that was accepted must survive kill -9 at that very moment. */
    private String databaseUrl() {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("queues") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** ElasticMQ's connection pool is one per process: a second stand-in would write into the first one's files. */
    private static void requireNoOther() {
        if (ConnectionPool.isInitialized(ConnectionPool.DEFAULT_NAME())) {
            throw new IllegalStateException("this process already has an SQS stand-in with a data folder");
        }
    }

    /**
     * At SIGTERM Pekko would stop at once, while Nightcall still finishes and deletes its messages; and after a failed
     * start its threads would keep the process alive.
     */
    private static void leaveShutdownToUs() {
        System.setProperty("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
        System.setProperty("pekko.jvm-shutdown-hooks", "off");
        System.setProperty("pekko.daemonic", "on");
    }
}
