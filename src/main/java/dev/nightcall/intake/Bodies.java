package dev.nightcall.intake;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of requests in place of Vert.x's own handler, which limits each and not all of them together. A byte
 * counts from when it came until its request is answered; one that is only announced does not, or a few senders that
 * announce much and send nothing would shut the door for all. For the same reason a body has to come in time: nobody knows yet
 * whether its sender has a key.
 */
final class Bodies implements Handler<RoutingContext> {

    private static final Set<HttpMethod> BODIES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final long longest;
    private final long memory;
    private final Duration inTime;
    private final AtomicLong held = new AtomicLong();

    /**
     * @param longest body, in bytes; more is 413
     * @param memory  bytes of all bodies together; more is 429
     * @param inTime  within which a body has to come; later is 408
     */
    Bodies(long longest, long memory, Duration inTime) {
        this.longest = longest;
        this.memory = memory;
        this.inTime = inTime;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        long length = length(request);
        if (length <= 0 && !mayHaveMore(request)) {
            context.next();
        } else if (length > longest) {
            context.fail(413);
        } else if (held.get() + length > memory) {
            context.fail(429);
        } else if (request.version() == HttpVersion.HTTP_2) {
            leave(context, length > 0 ? length : longest);
        } else if (isExpected(context)) {
            ((RoutingContextInternal) context).visitHandler(RoutingContextInternal.BODY_HANDLER);
            Body body = new Body(context);
            context.addEndHandler(end -> body.release());
            request.handler(body::add).endHandler(end -> body.end());
        } else {
            context.fail(417);
        }
    }

    /** Whether a body may come of which no length is announced. */
    private static boolean mayHaveMore(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2 ? BODIES.contains(request.method())
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /**
     * Vert.x's handler reads it: Camel resumes each request once more, and one of HTTP/2 that has been read already refuses
     * that. What is announced counts, or as much as there may be.
     */
    private void leave(RoutingContext context, long bytes) {
        if (held.addAndGet(bytes) > memory) {
            held.addAndGet(-bytes);
            context.fail(429);
            return;
        }
        context.addEndHandler(end -> held.addAndGet(-bytes));
        context.next();
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

    /** Whether the sender expects nothing, or what it can have, and then hears so. */
    private static boolean isExpected(RoutingContext context) {
        String expected = context.request().getHeader(HttpHeaders.EXPECT);
        if (expected == null || context.request().version() == HttpVersion.HTTP_1_0) {
            return true;
        }
        if (!expected.equalsIgnoreCase("100-continue")) {
            return false;
        }
        context.response().writeContinue();
        return true;
    }

    /** One body. All happens on the event loop of its connection. */
    private final class Body {

        private final RoutingContext context;
        private final long late;
        private Buffer read = Buffer.buffer();
        private long counted;

        Body(RoutingContext context) {
            this.context = context;
            this.late = context.vertx().setTimer(inTime.toMillis(), timer -> late());
        }

        /** The connection goes, too: what it would still bring is nobody's. */
        private void late() {
            if (read != null) {
                context.addEndHandler(end -> context.request().connection().close());
                refuse(408);
            }
        }

        void add(Buffer chunk) {
            if (read == null) {
                return;
            }
            counted += chunk.length();
            if (held.addAndGet(chunk.length()) > memory) {
                refuse(429);
            } else if (counted > longest) {
                refuse(413);
            } else {
                read.appendBuffer(chunk);
            }
        }

        private void refuse(int status) {
            release();
            context.fail(status);
        }

        void end() {
            if (read != null) {
                context.vertx().cancelTimer(late);
                ((RoutingContextInternal) context).setBody(read);
                context.next();
            }
        }

        void release() {
            context.vertx().cancelTimer(late);
            held.addAndGet(-counted);
            counted = 0;
            read = null;
        }
    }
}
