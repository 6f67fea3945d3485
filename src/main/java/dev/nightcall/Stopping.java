package dev.nightcall;

import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Bound to the registry, it is told that Camel is about to stop, before any route does, and ends what would hold that up. */
final class Stopping extends LifecycleStrategySupport {

    private final Runnable first;

    Stopping(Runnable first) {
        this.first = first;
    }

    @Override
    public void onContextStopping(CamelContext camel) {
        first.run();
    }
}
