package dev.nightcall.health;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says which files of routes are left out, and why. The others work, so that this is DOWN only when {@code POST /alerts} is in
 * none of them: monitors are answered 503. Camel has a check "routes" of its own.
 */
public final class RoutesCheck extends AbstractHealthCheck {

    private final List<String> leftOut;
    private final boolean alertsRead;

    /**
     * @param leftOut    as {@code file:line: what is wrong}
     * @param alertsRead false when {@code POST /alerts} is read by a file that is left out
     */
    public RoutesCheck(List<String> leftOut, boolean alertsRead) {
        super("nightcall", "route files");
        this.leftOut = List.copyOf(leftOut);
        this.alertsRead = alertsRead;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.state(alertsRead ? State.UP : State.DOWN);
        List<String> problems = new ArrayList<>();
        if (!leftOut.isEmpty()) {
            problems.add("left out: " + String.join("; ", leftOut));
        }
        if (!alertsRead) {
            problems.add("the file of routes that reads POST /alerts is left out, see the log");
        }
        if (!problems.isEmpty()) {
            builder.message(String.join("; ", problems));
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
