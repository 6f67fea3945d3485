package dev.nightcall.intake;

import dev.nightcall.metrics.Meters;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys that nobody has been given are counted, logged once a minute, and slow down whoever tries many of them. That holds for
 * these requests alone: a good key from the same address waits for nothing, since behind a load balancer all may have one
 * address. All happens on the server's one event loop.
 */
final class WrongKeys implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(WrongKeys.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** So many of one address in a minute are somebody's mistake. */
    private static final int FREE = 10;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int MOST_ADDRESSES = 1000;

    private final Doorkeeper doorkeeper;
    private final Connections connections;
    private final int proxies;
    private final Meters meters;
    private final Clock clock;
    private final Map<String, Integer> byAddress = new LinkedHashMap<>();
    private Instant windowEnds = Instant.MIN;
    private int unsaid;
    private Instant nextWarning = Instant.MIN;

    /** @param proxies how many of our own stand before us, each of which adds its caller to {@code X-Forwarded-For} */
    WrongKeys(Doorkeeper doorkeeper, Connections connections, int proxies, Meters meters, Clock clock) {
        this.doorkeeper = doorkeeper;
        this.connections = connections;
        this.proxies = proxies;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!doorkeeper.isWrong(context.request())) {
            context.next();
            return;
        }
        String address = address(context.request());
        int tried = count(address);
        tell(address);
        if (tried <= FREE) {
            context.next();
        } else {
            connections.waits(context);
            context.request().pause();
            context.vertx().setTimer(DELAY.toMillis(), over -> goOn(context));
        }
    }

    private void goOn(RoutingContext context) {
        if (connections.goesOn(context)) {
            context.request().resume();
            context.next();
        }
    }

    private int count(String address) {
        if (!clock.instant().isBefore(windowEnds)) {
            byAddress.clear();
            windowEnds = clock.instant().plus(WINDOW);
        }
        if (byAddress.size() >= MOST_ADDRESSES && !byAddress.containsKey(address)) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
        return byAddress.merge(address, 1, Integer::sum);
    }

    private void tell(String address) {
        meters.wrongKey();
        unsaid++;
        if (!clock.instant().isBefore(nextWarning)) {
            LOG.warn("{} requests with a key that nobody has been given, the last one from {}", unsaid, address);
            unsaid = 0;
            nextWarning = clock.instant().plus(WINDOW);
        }
    }

    /** What is left of the addresses of our proxies anybody can write. */
    private String address(HttpServerRequest request) {
        String[] forwarded = String.join(",", request.headers().getAll("x-forwarded-for")).split(",");
        int place = forwarded.length - proxies;
        return proxies > 0 && place >= 0 && !forwarded[place].isBlank() ? forwarded[place].strip()
                : request.remoteAddress().hostAddress();
    }
}
