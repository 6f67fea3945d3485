package dev.nightcall.intake;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Whether the HTTP doors are open: once every route runs, and until the first one is about to stop. Before and after, each
 * request is answered 503 and when to come again. The routes themselves are there later and gone earlier, and a 404 tells
 * senders that repeat on 5xx only to give up.
 */
final class Opening extends LifecycleStrategySupport implements Handler<RoutingContext> {

    private volatile boolean open;
    private volatile boolean stopping;

    boolean isOpen() {
        return open;
    }

    @Override
    public void handle(RoutingContext request) {
        if (open) {
            request.next();
            return;
        }
        if (stopping) {
            // Whoever keeps connections looks for another Nightcall now, and not when this one has gone.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Unread.leave(request);
        request.fail(503);
    }

    /** For people. */
    String reason() {
        return stopping ? "Nightcall stops; send it again" : "Nightcall starts; send it again";
    }

    @Override
    public void onContextStarted(CamelContext camel) {
        open = true;
    }

    @Override
    public void onContextStopping(CamelContext camel) {
        stopping = true;
        open = false;
    }
}
