package dev.nightcall.trap;

import dev.nightcall.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The door for traps on a free port, with whatever a test wants behind it. */
final class RunningTraps implements AutoCloseable {

    /** Those of the samples, and one of a device that sends INFORMs. */
    static final String USERS = "u:SHA-256:authpass123:AES-128:privpass123," + Samples.USERS;

    /** What has come to {@code direct:read}. */
    final List<Trap> read = Collections.synchronizedList(new ArrayList<>());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private volatile Consumer<Trap> reading = trap -> { };

    RunningTraps(String communities, String users) throws Exception {
        this(communities, users, 20_000, 4);
    }

    RunningTraps(String communities, String users, int queue, int workers) throws Exception {
        this(communities, users, new TrapSettings("0.0.0.0", 0, 8 << 20, queue, workers, Duration.ofMinutes(1)), "test");
    }

    RunningTraps(String communities, String users, TrapSettings settings, String engine) throws Exception {
        this(communities, users, settings, engine, Clock.systemUTC());
    }

    RunningTraps(String communities, String users, TrapSettings settings, String engine, Clock clock) throws Exception {
        TrapReader reader = new TrapReader(new Communities(communities), new Users(users), LocalEngine.named(engine, clock),
                clock);
        camel.addComponent("snmp-traps", new TrapComponent(settings, reader, new Meters(registry, clock), clock));
        camel.addRoutes(new TrapRoutes());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").routeId("read").errorHandler(noErrorHandler()).process(exchange -> {
                    Trap trap = exchange.getMessage().getBody(TrapMessage.class).trap();
                    reading.accept(trap);
                    read.add(trap);
                });
            }
        });
        camel.start();
    }

    /** What happens before a trap counts as read. */
    RunningTraps reading(Consumer<Trap> action) {
        reading = action;
        return this;
    }

    int port() {
        return ((TrapConsumer) camel.getRoute("traps").getConsumer()).port();
    }

    double count(String outcome) {
        return registry.get("nightcall.traps").tag("outcome", outcome).counter().count();
    }

    double counted() {
        return registry.get("nightcall.traps").counters().stream().mapToDouble(Counter::count).sum();
    }

    double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    void send(byte[]... datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (byte[] datagram : datagrams) {
                socket.send(new DatagramPacket(datagram, datagram.length, new InetSocketAddress("127.0.0.1", port())));
            }
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
