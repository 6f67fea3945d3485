package dev.nightcall.health;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.List;
import java.util.Map;

/**
 * Says which files of routes are left out, and why. The others work, so that this is DOWN only when {@code POST /alerts} is in
 * none of them: monitors would be answered 404. Camel has a check "routes" of its own.
 */
public final class RoutesCheck extends AbstractHealthCheck {

    private final List<String> leftOut;
    private final boolean alertsRead;

    /**
     * @param leftOut    as {@code file:line: what is wrong}
     * @param alertsRead whether a file that is not left out reads {@code POST /alerts}
     */
    public RoutesCheck(List<String> leftOut, boolean alertsRead) {
        super("nightcall", "route files");
        this.leftOut = List.copyOf(leftOut);
        this.alertsRead = alertsRead;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        if (!leftOut.isEmpty()) {
            builder.message("left out: " + String.join("; ", leftOut).replace('"', '\''));
            builder.state(alertsRead ? State.UP : State.DOWN);
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
