package dev.nightcall.intake;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The connections that are open: no more than so many, and none waits for ever. One that has brought no request yet has to
 * do so soon; one that has may wait for the next as long as a load balancer keeps it. When there are too many, one that
 * waits gives way, at first the eldest of those that have brought nothing. All happens on the server's one event loop.
 */
public final class Connections implements Handler<RoutingContext> {

    private final Limits limits;
    /** Both in the order in which they began to wait, with the timer that ends it. */
    private final Map<HttpConnection, Long> fresh = new LinkedHashMap<>();
    private final Map<HttpConnection, Long> idle = new LinkedHashMap<>();
    private final Set<HttpConnection> busy = new HashSet<>();

    /**
     * How many, and how long.
     *
     * @param most   at the same time
     * @param header within which the first request's header has to be there
     * @param idle   how long after an answer the header of the next request may take
     * @param proxies how many of our own stand before us
     */
    public record Limits(int most, Duration header, Duration idle, int proxies) {
    }

    Connections(Limits limits) {
        this.limits = limits;
    }

    int proxies() {
        return limits.proxies();
    }

    /** One was accepted. */
    void opened(Vertx vertx, HttpConnection connection) {
        if (fresh.size() + idle.size() + busy.size() >= limits.most() && !giveWay(vertx)) {
            connection.close();
            return;
        }
        connection.closeHandler(closed -> {
            leaves(vertx, connection);
            busy.remove(connection);
        });
        fresh.put(connection, closeAfter(limits.header(), vertx, connection));
    }

    /** The header of a request is there: its connection waits for nothing until it is answered. */
    @Override
    public void handle(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        leaves(context.vertx(), connection);
        busy.add(connection);
        context.addEndHandler(answered -> {
            if (busy.remove(connection)) {
                idle.put(connection, closeAfter(limits.idle(), context.vertx(), connection));
            }
        });
        context.next();
    }

    /** A request is left for a while: its connection waits as one that has brought nothing, and gives way like one. */
    void waits(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        busy.remove(connection);
        fresh.put(connection, closeAfter(limits.header(), context.vertx(), connection));
    }

    /** @return whether the connection is still there */
    boolean goesOn(RoutingContext context) {
        HttpConnection connection = context.request().connection();
        boolean there = fresh.containsKey(connection);
        leaves(context.vertx(), connection);
        if (there) {
            busy.add(connection);
        }
        return there;
    }

    private boolean giveWay(Vertx vertx) {
        Map<HttpConnection, Long> waiting = fresh.isEmpty() ? idle : fresh;
        if (waiting.isEmpty()) {
            return false;
        }
        HttpConnection eldest = waiting.keySet().iterator().next();
        leaves(vertx, eldest);
        OwedAnswers.close(eldest);
        return true;
    }

    private void leaves(Vertx vertx, HttpConnection connection) {
        Long timer = fresh.containsKey(connection) ? fresh.remove(connection) : idle.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private static long closeAfter(Duration time, Vertx vertx, HttpConnection connection) {
        return vertx.setTimer(time.toMillis(), late -> OwedAnswers.close(connection));
    }
}
