package dev.nightcall.health;

import dev.nightcall.oncall.OnCallFile;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Says when {@code oncall.yaml}, as it is now, cannot be used, or what it has elsewhere cannot be read. The last good plan is in
 * force and alerts are taken, so that this is not DOWN: what asks whether to send alerts here must go on doing so.
 */
public final class OnCallCheck extends AbstractHealthCheck {

    private final OnCallFile file;
    private final Supplier<Optional<Instant>> brokenSince;
    private final Supplier<Optional<String>> difference;

    /**
     * @param brokenSince when it was first seen that the file cannot be used
     * @param difference  between what the Nightcalls have in force
     */
    public OnCallCheck(OnCallFile file, Supplier<Optional<Instant>> brokenSince, Supplier<Optional<String>> difference) {
        super("nightcall", "oncall.yaml");
        this.file = file;
        this.brokenSince = brokenSince;
        this.difference = difference;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> messages = new ArrayList<>();
        String since = brokenSince.get().map(begin -> " since " + begin).orElse("");
        file.problem().ifPresent(problem ->
                messages.add("cannot be used" + since + ", the last good plan stays in force: " + problem));
        difference.get().ifPresent(messages::add);
        long unread = file.get().feeds().stream().filter(feed -> feed.problem().isPresent()).count();
        if (unread > 0) {
            messages.add(unread + " of the calendars kept elsewhere cannot be read: see GET /api/oncall");
        }
        builder.message(messages.isEmpty() ? null : String.join("; ", messages)).up();
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
