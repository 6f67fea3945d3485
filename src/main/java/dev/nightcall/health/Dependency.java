package dev.nightcall.health;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something that Nightcall needs, as seen when it was looked at last. Not alive is a process that has to be started again;
 * an outage elsewhere does not make it so, hence it counts for readiness only.
 */
public final class Dependency extends AbstractHealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Dependency.class);
    private final Runnable probe;
    private final Supplier<String> note;
    private volatile String problem = "not looked at yet";

    /**
     * @param name  as in "queue nightcall-alerts"
     * @param probe looks, and throws when it is missing; within seconds
     */
    public Dependency(String name, Runnable probe) {
        this(name, probe, () -> "");
    }

    /** @param note what is to be known of it even while it is UP; empty for nothing */
    public Dependency(String name, Runnable probe, Supplier<String> note) {
        super("nightcall", name);
        this.probe = probe;
        this.note = note;
    }

    /** Looks. Never fails: what is wrong is for whoever asks about health, and once for the log. */
    public void look() {
        String found = problem();
        if (found != null && !found.equals(problem)) {
            LOG.warn("{}: {}", getId(), found);
        } else if (found == null && problem != null) {
            LOG.info("{}: reachable", getId());
        }
        problem = found;
    }

    private String problem() {
        try {
            probe.run();
            return null;
        } catch (CompletionException e) {
            return reason(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            return reason(e);
        }
    }

    /** Without request ids, so that the same problem reads the same; and without quotes, which Camel escapes twice. */
    private static String reason(Throwable error) {
        if (error instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + " (HTTP " + service.statusCode() + ")";
        }
        return String.valueOf(error.getMessage()).replaceAll("\\(SDK Attempt Count: \\d+\\)", "").replace('"', '\'').strip();
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String now = problem;
        if (now == null) {
            builder.message(note.get().isEmpty() ? null : note.get()).up();
        } else {
            builder.message(now).down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
