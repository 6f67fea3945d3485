package dev.nightcall.intake;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads the bodies of requests in place of Vert.x's own handler, which limits each and not all of them together. Nothing is
 * read of a request that shows no key of ours: its route is given an empty body, and refuses it in its own words. Only where
 * the key may be inside it is read, in a room of its own, and its connection gives way meanwhile as one that has brought nothing.
 *
 * <p>A byte counts from when it came until its request is answered; one that is only announced does not, or a few senders
 * that announce much and send nothing would shut the door for all. For the same reason a body has to come in time, and no key
 * may have more than half of the room.
 */
final class Bodies implements Handler<RoutingContext> {

    /** What events that have their key inside may take up together. */
    private static final int MEMORY_OF_EVENTS = 4 * 1024 * 1024;
    private static final Duration EVENT_IN_TIME = Duration.ofSeconds(5);

    private final Doorkeeper doorkeeper;
    private final Connections connections;
    private final Body.Limits keyed;
    private final Body.Limits keyInside;

    /**
     * @param longest body, in bytes; more is 413
     * @param memory  bytes of all bodies together; more is 429
     * @param inTime  within which a body has to come; later is 408
     */
    Bodies(Doorkeeper doorkeeper, Connections connections, long longest, long memory, Duration inTime) {
        this.doorkeeper = doorkeeper;
        this.connections = connections;
        this.keyed = new Body.Limits(new BodyRoom(memory, Math.max(longest, memory / 2), false), longest, inTime);
        this.keyInside = new Body.Limits(new BodyRoom(MEMORY_OF_EVENTS, MEMORY_OF_EVENTS, true),
                Math.min(longest, Unpacking.LONGEST_OF_STRANGERS), EVENT_IN_TIME.compareTo(inTime) < 0 ? EVENT_IN_TIME : inTime);
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<String> holder = doorkeeper.holder(request);
        if (length(request) <= 0 && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            context.next();
        } else if (holder.isPresent()) {
            read(new Body(context, holder.get(), keyed, () -> true), context, keyed);
        } else if (Doorkeeper.isKeyInside(request)) {
            connections.waits(context);
            read(new Body(context, "", keyInside, () -> connections.goesOn(context)), context, keyInside);
        } else {
            Unread.leave(context);
            ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
            ((RoutingContextInternal) context).setBody(Buffer.buffer());
            context.next();
        }
    }

    private static void read(Body body, RoutingContext context, Body.Limits limits) {
        long length = length(context.request());
        int refused = length > limits.longest() ? 413 : !limits.room().has(body, length) ? 429 : expects(context) ? 417 : 0;
        if (refused > 0) {
            Unread.leave(context);
            context.fail(refused);
            return;
        }
        if (context.request().headers().contains(HttpHeaders.EXPECT) && context.request().version() != HttpVersion.HTTP_1_0) {
            context.response().writeContinue();
        }
        ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
        body.read();
    }

    /** Whether the sender expects what it cannot have. */
    private static boolean expects(RoutingContext context) {
        String expected = context.request().getHeader(HttpHeaders.EXPECT);
        return expected != null && context.request().version() != HttpVersion.HTTP_1_0
                && !expected.equalsIgnoreCase("100-continue");
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // Netty refuses those before us.
            return 0;
        }
    }
}
