package dev.nightcall.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.CreateQueueMetadata;
import org.elasticmq.persistence.sql.DB;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPoolSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * SQS for one machine: ElasticMQ in this process, on the loopback interface. With a data folder, queues and messages
 * outlive the process, kill -9 included; a process can have only one such stand-in at a time.
 *
 * <p>ElasticMQ is put together here and not by its own server class, because that one opens the port before the
 * messages of the last run are back, and loses them when a queue is created in between.
 */
public final class SqsStandIn implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration RESTORE_TIMEOUT = Duration.ofSeconds(30);

    private final Port port;
    private final Path folder;
    private ActorSystem actors;
    private SQSRestServer server;

    /**
     * @param port   0 for any free port
     * @param folder where queues and messages are kept; null to keep them in memory
     */
    public SqsStandIn(int port, Path folder) {
        this.port = new Port("SQS stand-in", port).resolve();
        this.folder = folder;
    }

    /** Brings back the queues and opens the port. */
    public SqsStandIn start() throws IOException {
        SqlQueuePersistenceConfig database = folder == null ? null : openDatabase();
        actors = ActorSystem.create("sqs", pekko());
        try {
            ActorRef store = database == null ? null : store(database);
            ActorRef queues = actors.actorOf(Props.create(QueueManagerActor.class,
                    () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(store))));
            if (store != null) {
                restore(store, queues);
            }
            server = listen(queues, store);
            return this;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    /** Closes the port and the files. */
    @Override
    public void close() {
        if (server != null) {
            server.stopAndWait();
        }
        if (actors != null) {
            actors.terminate();
            actors.getWhenTerminated().toCompletableFuture().join();
        }
        if (folder != null) {
            ConnectionPool.closeAll();
        }
    }

    /**
     * At SIGTERM Pekko would stop at once, while Nightcall still finishes and deletes its messages; and its threads
     * must not keep a process alive that could not start.
     */
    private static Config pekko() {
        return ConfigFactory.parseMap(Map.of(
                "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off",
                "pekko.jvm-shutdown-hooks", "off",
                "pekko.daemonic", "on")).withFallback(ConfigFactory.load());
    }

    private ActorRef store(SqlQueuePersistenceConfig database) {
        return actors.actorOf(Props.create(SqlQueuePersistenceActor.class, () -> new SqlQueuePersistenceActor(
                database, CollectionConverters.asScala(List.<CreateQueueMetadata>of()).toList())));
    }

    private SQSRestServer listen(ActorRef queues, ActorRef store) {
        TheSQSRestServerBuilder builder = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface(LOOPBACK)
                .withPort(port.number())
                .withServerAddress(new NodeAddress("http", LOOPBACK, port.number(), ""))
                .withAWSRegion("us-east-1");
        SQSRestServer opened = (store == null ? builder : builder.withQueueEventListener(store)).start();
        opened.waitUntilStarted();
        return opened;
    }

    private void restore(ActorRef store, ActorRef queues) throws IOException {
        Object result;
        try {
            result = Patterns.ask(store, new QueueEvent.Restore(queues), RESTORE_TIMEOUT).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException("the queues in " + folder + " cannot be read", e.getCause());
        }
        if (result instanceof Either<?, ?> either && either.isLeft()) {
            throw new IOException("the queues in " + folder + " cannot be read: " + either);
        }
    }

    /**
     * Opens the database before ElasticMQ does, which would go on without one and not say so. ElasticMQ has one
     * connection pool in a process and makes it once: a second stand-in would write into the files of the first, and
     * one that follows another has to make the pool itself.
     */
    private SqlQueuePersistenceConfig openDatabase() throws IOException {
        if (ConnectionPool.isInitialized(ConnectionPool.DEFAULT_NAME())) {
            throw new IllegalStateException("this process already has an SQS stand-in with a data folder");
        }
        Files.createDirectories(folder);
        SqlQueuePersistenceConfig database =
                new SqlQueuePersistenceConfig(true, "org.h2.Driver", databaseUrl(), "", "", false);
        DB.initializeSingleton(database);
        if (!ConnectionPool.isInitialized(ConnectionPool.DEFAULT_NAME())) {
            ConnectionPoolSettings settings = ConnectionPool.singleton$default$4();
            ConnectionPool.singleton(databaseUrl(), "", "", settings,
                    ConnectionPool.singleton$default$5(databaseUrl(), "", "", settings));
        }
        try {
            ConnectionPool.get(ConnectionPool.DEFAULT_NAME()).borrow().close();
        } catch (SQLException e) {
            ConnectionPool.closeAll();
            throw new IOException("the queues in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
        return database;
    }

    /** Without a write delay, since a message that was accepted must survive a kill -9 at that very moment. */
    private String databaseUrl() {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("queues") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }
}
