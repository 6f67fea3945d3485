package dev.nightcall.local.connect;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightcall.alert.Json;
import dev.nightcall.local.connect.flow.Flow;
import dev.nightcall.local.connect.flow.FlowReader;
import dev.nightcall.local.connect.flow.InvalidFlowException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.CompletionException;

/**
 * A stand-in for Amazon Connect on a loopback port.
 *
 * <p>It speaks the REST API of StartOutboundVoiceContact, StopContact, DescribeContact, GetContactAttributes and
 * UpdateContactAttributes with Connect's quotas, errors and list of allowed destinations, runs the contact flow that is
 * imported into Connect, and puts contact records into a {@link ContactRecordSink}. Its telephones are scripted or operated
 * by hand: see {@link PhonesApi}; how it behaves is in {@link Settings}. {@code GET /} is a page on which phones ring.
 */
public final class ConnectStandIn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectStandIn.class);
    private static final String HOST = "127.0.0.1";
    private static final String SHIPPED_FLOW = "/connect/contact-flow.json";
    private static final String PAGE = "phones.html";
    private static final int LARGEST_BODY = 1024 * 1024;

    private final ConnectStandInConfig config;
    private final Flow flow;
    private Vertx vertx;
    private Journal journal;
    private volatile HttpServer server;

    /** @throws InvalidFlowException when Connect would not import the contact flow */
    public ConnectStandIn(ConnectStandInConfig config) {
        this.config = config;
        this.flow = new FlowReader().read(flowContent(config));
    }

    /** Listens, and takes up what the last run left in the data folder. */
    public ConnectStandIn start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setFileSystemOptions(
                new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            journal = Journal.in(config.data());
            await(vertx.createHttpServer().requestHandler(wire()).listen(config.port(), HOST)
                    .onSuccess(listening -> server = listening));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOG.info("Amazon Connect stand-in at {}", endpoint());
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** What the AWS SDK takes as endpoint; also the address of the page with the telephones. */
    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port() + "/");
    }

    /** Stops in the middle of everything, as a power cut would; calls are ended at the next start. */
    @Override
    public void close() {
        if (vertx != null) {
            await(vertx.close());
        }
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Router wire() {
        Clock clock = config.clock();
        ObjectMapper strict = StrictJson.mapper();
        Timer timer = new Timer(vertx);
        Contacts contacts = new Contacts(Json.mapper(), journal);
        PhoneScripts scripts = new PhoneScripts(Json.mapper(), journal);
        CurrentSettings settings = new CurrentSettings(config.settings(), journal);
        RequestCounts counts = new RequestCounts();
        ContactRecords records = new ContactRecords(new ContactRecordJson(config.instance()), config.sink(), settings,
                contacts, vertx);
        Exchange exchange = new Exchange(new Call.Surroundings(flow, contacts, settings, timer, clock), scripts,
                records, this::endpoint);
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        InstanceOperations instance = new InstanceOperations(config.instance(), settings);
        ContactOperations operations = new ContactOperations(config.instance(), instance, exchange, contacts, settings, clock);
        new ConnectApi(strict, operations, instance, settings, counts, timer, clock).addRoutes(router);
        new PhonesApi(strict, scripts, exchange, contacts, settings, counts).addRoutes(router);
        addPage(router);
        vertx.runOnContext(now -> exchange.takeUp());
        return router;
    }

    private static void addPage(Router router) {
        Buffer page = Buffer.buffer(resource(PAGE));
        router.get("/").handler(request -> request.response().putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", "default-src 'none'; connect-src 'self'; "
                        + "script-src 'unsafe-inline'; style-src 'unsafe-inline'").end(page));
    }

    private static String flowContent(ConnectStandInConfig config) {
        try {
            return config.contactFlow() == null ? resource(SHIPPED_FLOW) : Files.readString(config.contactFlow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ConnectStandIn.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The Amazon Connect stand-in: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
