package dev.nightcall.intake;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;

/**
 * What becomes of a body that nobody wants: it is thrown away as it comes, for a short time. A sender that has not come to its
 * end hears its answer, as it would not if the connection broke off in the middle of its sending.
 */
final class Unread {

    private static final Duration LINGERING = Duration.ofSeconds(5);

    private Unread() {
    }

    /** Call it before the request is answered. */
    static void leave(RoutingContext context) {
        HttpServerRequest request = context.request();
        Vertx vertx = context.vertx();
        long end = vertx.setTimer(LINGERING.toMillis(), late -> request.connection().close());
        request.handler(chunk -> {
        }).endHandler(over -> vertx.cancelTimer(end)).exceptionHandler(gone -> vertx.cancelTimer(end));
        if (request.headers().contains(HttpHeaders.EXPECT)) {
            // Whether its body comes now nobody knows, and it could be taken for the next request.
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.addEndHandler(answered -> request.connection().close());
        }
    }
}
