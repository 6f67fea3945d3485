package dev.nightcall.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import java.time.Clock;
import java.time.Instant;

/**
 * The way of one request out of this process: whether it was handed to the network, and until when it may be. Before that the
 * SDK looks for credentials and signs, which may fail or take long, and the whole process may have slept.
 */
public final class Transmission {

    /** What a request carries that is to be watched. */
    public static final ExecutionAttribute<Transmission> ATTRIBUTE = new ExecutionAttribute<>("NightcallTransmission");

    private final Clock clock;
    private final Instant latest;
    private volatile boolean begun;

    /** @param latest after which the request is not made any more */
    public Transmission(Clock clock, Instant latest) {
        this.clock = clock;
        this.latest = latest;
    }

    /** The request was not made, as its time is over. */
    public static final class TooLateException extends RuntimeException {

        TooLateException(Instant latest) {
            super("not sent after " + latest);
        }
    }

    /**
     * The request is about to be handed to the network: nothing else is done in between.
     *
     * @throws TooLateException when its time is over; then it is not made
     */
    public void begin() {
        if (clock.instant().isAfter(latest)) {
            throw new TooLateException(latest);
        }
        begun = true;
    }

    /** Whether something may have left this process. */
    public boolean isBegun() {
        return begun;
    }

    /** What tells the SDK's client to say so; requests that carry no transmission pass as ever. */
    static ExecutionInterceptor interceptor() {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                attributes.getOptionalAttribute(ATTRIBUTE).ifPresent(Transmission::begin);
            }
        };
    }
}
