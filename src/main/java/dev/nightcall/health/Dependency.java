package dev.nightcall.health;

import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
     * @param probe looks, and throws when it is missing; within seconds, and with the same words as long as it is the same
     */
    public Dependency(String name, Runnable probe) {
        this(name, probe, () -> "");
    }

    /** @param note what is to be known of it now, even while it is UP; not for the log, as it may change; empty for nothing */
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
            LOG.info("{}: all is well", getId());
        }
        problem = found;
    }

    /** When it was looked at last. */
    boolean isWell() {
        return problem == null;
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

    /** Without request ids, so that the same problem reads the same. */
    private static String reason(Throwable error) {
        if (error instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + " (HTTP " + service.statusCode() + ")";
        }
        return String.valueOf(error.getMessage()).replaceAll("\\(SDK Attempt Count: \\d+\\)", "").strip();
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String now = problem;
        String words = Stream.of(now == null ? "" : now, note.get()).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        builder.message(words.isEmpty() ? null : words).state(now == null ? State.UP : State.DOWN);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }
}
