package dev.nightcall.health;

import dev.nightcall.oncall.OnCallFile;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.Map;

/** Says when {@code oncall.yaml}, as it is now, cannot be used. The plan before it is in force, so that this is not DOWN. */
public final class OnCallCheck extends AbstractHealthCheck {

    private final OnCallFile file;

    public OnCallCheck(OnCallFile file) {
        super("nightcall", "oncall.yaml");
        this.file = file;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        file.problem().ifPresent(problem -> builder.message("the plan read before stays in force: " + problem.replace('"', '\'')));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
