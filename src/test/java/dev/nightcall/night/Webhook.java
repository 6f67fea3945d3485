package dev.nightcall.night;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A chat's incoming webhook: keeps what is posted, and may be as unwilling as a test wants. */
public final class Webhook implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Behaviour behaviour = exchange -> answer(exchange, 200, Map.of());

    /** A request as it came. */
    public record Post(Map<String, List<String>> headers, byte[] body, Instant at) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0)).findFirst().orElse(null);
        }
    }

    private interface Behaviour {

        void answer(HttpExchange exchange) throws IOException;
    }

    public Webhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** An address with a secret in it, as they have. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T000/SECRET?sig=SECRET";
    }

    public Webhook answers(int status, Map<String, String> headers) {
        behaviour = exchange -> answer(exchange, status, headers);
        return this;
    }

    /** So many times, then well. */
    public Webhook fails(int times) {
        failures.set(times);
        return this;
    }

    public Webhook hangs() {
        behaviour = exchange -> await(Long.MAX_VALUE);
        return this;
    }

    /** An octet of the answer's body every now and then, for as long as the test runs. */
    public Webhook drips() {
        behaviour = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (!await(300)) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
            }
        };
        return this;
    }

    /** What came, the oldest first. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** The texts of a Slack webhook. */
    public List<String> texts() {
        return posts.stream().map(post -> post.json().path("text").asText()).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        posts.add(new Post(Map.copyOf(exchange.getRequestHeaders()), exchange.getRequestBody().readAllBytes(),
                Clock.systemUTC().instant()));
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 503, Map.of());
        } else {
            behaviour.answer(exchange);
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("ok".getBytes());
    }

    private boolean await(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
