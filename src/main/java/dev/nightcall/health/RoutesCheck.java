package dev.nightcall.health;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.List;
import java.util.Map;

/** Says which files of routes are left out, and why. The others work, so that this is not DOWN. Camel has a "routes" of its own. */
public final class RoutesCheck extends AbstractHealthCheck {

    private final List<String> problems;

    /** @param problems as {@code file:line: what is wrong} */
    public RoutesCheck(List<String> problems) {
        super("nightcall", "route files");
        this.problems = List.copyOf(problems);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        if (!problems.isEmpty()) {
            builder.message("left out: " + String.join("; ", problems).replace('"', '\''));
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
