package dev.nightcall.chaos;

import software.amazon.awssdk.core.ClientType;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

import java.time.Duration;

/**
 * Stands between a Nightcall and AWS. The SDK puts it into every client of a process that has {@code faults/} on its class
 * path, which only the processes of a chaos run have.
 */
public final class Faults implements ExecutionInterceptor {

    private static final ExecutionAttribute<Fault> FAULT = new ExecutionAttribute<>("chaos.fault");
    private static final ExecutionAttribute<Long> SENT = new ExecutionAttribute<>("chaos.sent");
    /** The SDK makes an interceptor for each client, but what happens to a process is one thing. */
    private static final Sabotage SABOTAGE = Sabotage.ofThisProcess();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String point = point(context.request(), attributes);
        boolean sync = attributes.getAttribute(SdkExecutionAttribute.CLIENT_TYPE) == ClientType.SYNC;
        attributes.putAttribute(FAULT, SABOTAGE.fault(point, sync));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String point = point(context.request(), attributes);
        SABOTAGE.comesTo("before " + point);
        SABOTAGE.watch(point, context.request());
        attributes.getAttribute(FAULT).before(point);
        attributes.putAttribute(SENT, System.nanoTime());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        String point = point(context.request(), attributes);
        SABOTAGE.took(point, Duration.ofNanos(System.nanoTime() - attributes.getAttribute(SENT)));
        SABOTAGE.done(point, context.request());
        SABOTAGE.comesTo("after " + point);
        attributes.getAttribute(FAULT).after(point);
    }

    private static String point(SdkRequest request, ExecutionAttributes attributes) {
        return Point.of(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), request);
    }
}
