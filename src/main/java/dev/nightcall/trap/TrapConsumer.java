package dev.nightcall.trap;

import dev.nightcall.metrics.Meters;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Holds the socket and its threads, and gives each trap to the route. */
public final class TrapConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(TrapConsumer.class);
    /** How long a stop waits for traps that have been received, in milliseconds. */
    private static final long LAST_TRAPS = 10_000;
    private static final int GAUGES_EVERY_SECONDS = 2;

    private final TrapSettings settings;
    private final TrapReader reader;
    private final Meters meters;
    private final Clock clock;
    private TrapSocket socket;
    private ExecutorService receiver;
    private ExecutorService workers;
    private ScheduledExecutorService timer;
    private TrapIntake intake;

    TrapConsumer(Endpoint endpoint, Processor processor, TrapSettings settings, TrapReader reader, Meters meters,
                 Clock clock) {
        super(endpoint, processor);
        this.settings = settings;
        this.reader = reader;
        this.meters = meters;
        this.clock = clock;
    }

    /** The port that traps are received on, when any free one was asked for. */
    public int port() {
        return socket.port();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        socket = new TrapSocket(settings.host(), settings.port(), settings.buffer());
        workers = executors().newFixedThreadPool(this, "traps", settings.workers());
        timer = executors().newSingleThreadScheduledExecutor(this, "traps-again");
        receiver = executors().newSingleThreadExecutor(this, "traps-receive");
        intake = new TrapIntake(reader, this::route, socket::send, workers, timer, settings.queue(),
                settings.keep(), meters, clock);
        KernelDrops drops = new KernelDrops(Path.of("/proc"));
        timer.scheduleWithFixedDelay(() -> {
            meters.trapsWaiting(intake.waiting());
            drops.at(socket.port()).ifPresent(meters::trapsLost);
        }, 0, GAUGES_EVERY_SECONDS, TimeUnit.SECONDS);
        receiver.execute(() -> socket.receive(intake::received));
    }

    private void route(Trap trap) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(trap);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
                throw new IllegalStateException("the route has rolled back");
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (socket != null) {
            socket.stopReceiving();
            executors().shutdownGraceful(receiver, LAST_TRAPS);
            executors().shutdownNow(timer);
            // The socket stays open for the answers to the last INFORMs.
            executors().shutdownGraceful(workers, LAST_TRAPS);
            socket.close();
            if (intake.waiting() > 0) {
                LOG.warn("{} traps are lost: they were to be tried again", intake.waiting());
            }
        }
        super.doStop();
    }

    private ExecutorServiceManager executors() {
        CamelContext context = getEndpoint().getCamelContext();
        return context.getExecutorServiceManager();
    }
}
