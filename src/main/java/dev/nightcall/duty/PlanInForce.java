package dev.nightcall.duty;

import dev.nightcall.oncall.OnCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is in force: the plan of the file, and above its layers the overrides by the API. Where an override by the API
 * contradicts one of the file (which was edited later), the file's is in force; of two by the API the earlier one is, which
 * can only be when two replicas took them at the same moment.
 */
public final class PlanInForce implements Supplier<OnCall> {

    private static final Logger LOG = LoggerFactory.getLogger(PlanInForce.class);

    private final Supplier<OnCall> file;
    private final DutyOverrides overrides;
    private volatile List<DutyOverride> known;
    private volatile OverriddenPlan last;

    /** Reads the overrides: nobody must be called before they are known. */
    public PlanInForce(Supplier<OnCall> file, DutyOverrides overrides) {
        this.file = file;
        this.overrides = overrides;
        this.known = overrides.all();
    }

    @Override
    public OnCall get() {
        return current().plan();
    }

    /** Takes up what other replicas have written. When the table cannot be read, what is known stays in force. */
    public synchronized void refresh() {
        List<DutyOverride> found = overrides.all();
        if (!found.equals(known)) {
            known = found;
        }
    }

    /**
     * Puts an override in force, here at once.
     *
     * @return what is in its way, and nothing has happened; empty when it is in force
     */
    public synchronized Optional<String> add(DutyOverride override) {
        refresh();
        Optional<String> obstacle = current().obstacle(override);
        if (obstacle.isEmpty() && find(override.schedule(), override.id()).isEmpty()) {
            overrides.add(override);
            List<DutyOverride> more = new ArrayList<>(known);
            more.add(override);
            known = List.copyOf(more);
        }
        return obstacle;
    }

    /** Ends one by the API, as if it had never been. @return false when there is none */
    public synchronized boolean remove(String schedule, String id) {
        refresh();
        Optional<DutyOverride> found = find(schedule, id);
        found.ifPresent(override -> {
            overrides.delete(override);
            known = known.stream().filter(other -> other != override).toList();
            LOG.info("override of schedule {} has been ended: {}", schedule, override.words());
        });
        return found.isPresent();
    }

    /** Those by the API of a schedule that end after a moment, the oldest first. */
    public List<DutyOverride> of(String schedule, Instant endAfter) {
        return known.stream().filter(override -> override.schedule().equals(schedule))
                .filter(override -> override.to().isAfter(endAfter)).toList();
    }

    /** Why an override is not in force, or not all the time. */
    public Optional<String> problem(DutyOverride override) {
        return Optional.ofNullable(current().problems().get(override.id()));
    }

    /** One for each override that ends after a moment and is not in force as it was meant. */
    public List<String> warnings(Instant endAfter) {
        return known.stream().filter(override -> override.to().isAfter(endAfter))
                .flatMap(override -> problem(override).stream()
                        .map(problem -> "schedule " + override.schedule() + ": override " + override.words() + ": " + problem))
                .toList();
    }

    private Optional<DutyOverride> find(String schedule, String id) {
        return known.stream().filter(other -> other.schedule().equals(schedule) && other.id().equals(id)).findFirst();
    }

    /** Made anew only when the file or the overrides have changed. */
    private OverriddenPlan current() {
        OnCall plan = file.get();
        List<DutyOverride> asked = known;
        OverriddenPlan current = last;
        if (current == null || current.file() != plan || current.asked() != asked) {
            current = OverriddenPlan.of(plan, asked);
            last = current;
        }
        return current;
    }
}
