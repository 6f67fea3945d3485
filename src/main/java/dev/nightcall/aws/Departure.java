package dev.nightcall.aws;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** The last moment of a request in this process: credentials have been found and it is signed, which may have taken long. */
public final class Departure {

    /** What is run right before a request that carries it is handed to the network. If it throws, the request is not made. */
    public static final ExecutionAttribute<Runnable> ATTRIBUTE = new ExecutionAttribute<>("NightcallDeparture");

    private Departure() {
    }

    /** What has the SDK's client run it; requests that carry nothing pass as ever. */
    public static ExecutionInterceptor interceptor() {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                attributes.getOptionalAttribute(ATTRIBUTE).ifPresent(Runnable::run);
            }
        };
    }
}
