package dev.nightcall.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One body that is being read, and then held until its request is answered. All happens on its connection's event loop. */
final class Body {

    private final RoutingContext context;
    private final String sender;
    private final Limits limits;
    private final BooleanSupplier goesOn;
    private Buffer read = Buffer.buffer();
    private long counted;
    private long late;

    /**
     * What holds for bodies of a kind.
     *
     * @param longest in bytes
     * @param inTime  within which it has to come
     */
    record Limits(BodyRoom room, long longest, Duration inTime) {
    }

    /** @param goesOn asked when all of it is there: whether its request still has its place, or that was given to another */
    Body(RoutingContext context, String sender, Limits limits, BooleanSupplier goesOn) {
        this.context = context;
        this.sender = sender;
        this.limits = limits;
        this.goesOn = goesOn;
    }

    /** Reads it and hands the request on, or refuses it. */
    void read() {
        late = context.vertx().setTimer(limits.inTime().toMillis(), timer -> late());
        limits.room().entered(this);
        context.addEndHandler(answered -> release());
        context.request().handler(this::add).endHandler(end -> end());
    }

    /** The name of the key it came with; empty when that is inside. */
    String sender() {
        return sender;
    }

    /** Its room goes to others, who may be faster. */
    void giveWay() {
        refuse(429);
    }

    private void add(Buffer chunk) {
        if (read == null) {
            return;
        }
        if (!limits.room().take(this, chunk.length())) {
            refuse(429);
            return;
        }
        counted += chunk.length();
        if (counted > limits.longest()) {
            refuse(413);
        } else {
            read.appendBuffer(chunk);
        }
    }

    private void end() {
        if (read != null) {
            context.vertx().cancelTimer(late);
            limits.room().isRead(this);
            if (goesOn.getAsBoolean()) {
                ((RoutingContextInternal) context).setBody(read);
                context.next();
            }
        }
    }

    /** The connection goes, too: what it would still bring is nobody's. */
    private void late() {
        if (read != null) {
            context.addEndHandler(answered -> context.request().connection().close());
            refuse(408);
        }
    }

    private void refuse(int status) {
        if (read != null) {
            release();
            Unread.leave(context);
            context.fail(status);
        }
    }

    private void release() {
        context.vertx().cancelTimer(late);
        limits.room().isRead(this);
        limits.room().giveBack(this, counted);
        counted = 0;
        read = null;
    }
}
