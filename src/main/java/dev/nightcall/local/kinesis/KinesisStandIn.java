package dev.nightcall.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A small Kinesis Data Streams for one machine: streams, shards, split and merge, iterators of all types and records,
 * over AWS JSON 1.1 and CBOR 1.1, HTTP/1.1 and HTTP/2 without TLS on one port of the loopback interface.
 *
 * <p>Operations that it does not know are refused by name. It does not throttle, check signatures or fan out. With a
 * data folder its state outlives the process, kill -9 included.
 */
public final class KinesisStandIn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisStandIn.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final String JOURNAL = "kinesis.journal";

    private final int wantedPort;
    private final Path folder;
    private final Clock clock;
    private Map<String, Function<Request, JsonNode>> operations;
    private Streams streams;
    private Vertx vertx;
    private HttpServer server;

    /**
     * @param port   0 for any free port
     * @param folder where the journal is kept; null to keep everything in memory
     */
    public KinesisStandIn(int port, Path folder, Clock clock) {
        this.wantedPort = port;
        this.folder = folder;
        this.clock = clock;
    }

    /** Reads the journal and opens the port. */
    public KinesisStandIn start() throws IOException {
        streams = folder == null ? Streams.inMemory(clock) : Streams.journaled(clock, folder.resolve(JOURNAL));
        operations = operations();
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
        HttpServerOptions options =
                new HttpServerOptions().setHost(LOOPBACK).setPort(wantedPort).setHttp2ClearTextEnabled(true);
        try {
            server = await(vertx.createHttpServer(options).requestHandler(this::receive).listen());
        } catch (CompletionException e) {
            close();
            throw new IOException("the Kinesis stand-in cannot listen on port " + wantedPort, e.getCause());
        }
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Closes the port and the journal. */
    @Override
    public void close() throws IOException {
        await(vertx.close());
        streams.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private Map<String, Function<Request, JsonNode>> operations() {
        StreamOperations ofStreams = new StreamOperations(streams);
        RecordOperations ofRecords = new RecordOperations(streams, clock);
        return Map.ofEntries(
                Map.entry("CreateStream", ofStreams::create),
                Map.entry("DeleteStream", ofStreams::delete),
                Map.entry("ListStreams", ofStreams::list),
                Map.entry("DescribeStream", ofStreams::describe),
                Map.entry("DescribeStreamSummary", ofStreams::describeSummary),
                Map.entry("ListShards", ofStreams::listShards),
                Map.entry("SplitShard", ofStreams::split),
                Map.entry("MergeShards", ofStreams::merge),
                Map.entry("PutRecord", ofRecords::put),
                Map.entry("PutRecords", ofRecords::putAll),
                Map.entry("GetShardIterator", ofRecords::shardIterator),
                Map.entry("GetRecords", ofRecords::get));
    }

    private void receive(HttpServerRequest http) {
        http.body()
                .onSuccess(body -> answer(http, body.getBytes()))
                .onFailure(e -> LOG.debug("a caller went away before it had said what it wanted", e));
    }

    /** Runs on the one event loop, so one request at a time: that is what keeps the streams consistent. */
    private void answer(HttpServerRequest http, byte[] body) {
        Encoding encoding = Encoding.of(http.getHeader("Content-Type"));
        int status = 200;
        JsonNode answer;
        try {
            answer = run(operation(http), encoding.read(body), encoding);
        } catch (KinesisException e) {
            status = 400;
            answer = error(e.type(), e.getMessage());
        } catch (IOException e) {
            status = 400;
            answer = error("SerializationException", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed", operation(http), e);
            status = 500;
            answer = error("InternalFailure", e.toString());
        }
        send(http, encoding, status, answer);
    }

    private JsonNode run(String operation, JsonNode body, Encoding encoding) {
        Function<Request, JsonNode> run = operations.get(operation);
        if (run == null) {
            throw KinesisException.unknownOperation(operation);
        }
        return run.apply(new Request(body, encoding));
    }

    private static String operation(HttpServerRequest http) {
        String target = http.getHeader("X-Amz-Target");
        return target == null ? "" : target.substring(target.indexOf('.') + 1);
    }

    private static JsonNode error(String type, String message) {
        return JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
    }

    private static void send(HttpServerRequest http, Encoding encoding, int status, JsonNode answer) {
        try {
            http.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", encoding.contentType())
                    .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                    .end(Buffer.buffer(encoding.write(answer)));
        } catch (IOException e) {
            LOG.error("an answer could not be written", e);
            http.response().setStatusCode(500).end();
        }
    }
}
