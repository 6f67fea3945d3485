package dev.nightcall.health;

import dev.nightcall.oncall.OnCallFile;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says when {@code oncall.yaml}, as it is now, cannot be used, or what it has elsewhere cannot be read. What was read before
 * is in force, so that this is not DOWN.
 */
public final class OnCallCheck extends AbstractHealthCheck {

    private final OnCallFile file;
    private final Supplier<Optional<String>> difference;

    /** @param difference between what the Nightcalls have in force */
    public OnCallCheck(OnCallFile file, Supplier<Optional<String>> difference) {
        super("nightcall", "oncall.yaml");
        this.file = file;
        this.difference = difference;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        long unread = file.get().feeds().stream().filter(feed -> feed.problem().isPresent()).count();
        if (unread > 0) {
            builder.message(unread + " of the calendars kept elsewhere cannot be read: see GET /api/oncall");
        }
        difference.get().ifPresent(builder::message);
        file.problem().ifPresent(problem ->
                builder.message("the plan read before stays in force: " + problem.replace('"', '\'')));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
