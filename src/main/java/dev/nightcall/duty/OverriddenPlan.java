package dev.nightcall.duty;

import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.oncall.Schedule;
import dev.nightcall.oncall.ScheduleOverride;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan and the overrides by the API that fit it.
 *
 * @param file     the plan of the file
 * @param asked    the overrides, the oldest first
 * @param plan     both together
 * @param problems by id, why an override is not in force, or not all the time
 */
record OverriddenPlan(OnCall file, List<DutyOverride> asked, OnCall plan, Map<String, String> problems) {

    static OverriddenPlan of(OnCall file, List<DutyOverride> asked) {
        Map<String, List<ScheduleOverride>> fitting = new LinkedHashMap<>();
        Map<String, String> problems = new HashMap<>();
        List<DutyOverride> earlier = new ArrayList<>();
        for (DutyOverride override : asked) {
            String missing = missing(file, override);
            if (missing != null) {
                problems.put(override.id(), missing);
                continue;
            }
            contradiction(file, earlier, override).ifPresent(other -> problems.put(override.id(),
                    "overlaps " + other + "; where it does, that one is in force"));
            fitting.computeIfAbsent(override.schedule(), name -> new ArrayList<>()).add(inPlan(file, override));
            earlier.add(override);
        }
        return new OverriddenPlan(file, asked, fitting.isEmpty() ? file : file.with(fitting), problems);
    }

    /** Why an override cannot be put in force: another replaces the same engineer at the same time. */
    Optional<String> obstacle(DutyOverride override) {
        String missing = missing(file, override);
        List<DutyOverride> fitting = asked.stream().filter(other -> missing(file, other) == null).toList();
        return missing != null ? Optional.of(missing)
                : contradiction(file, fitting, override).map(other -> "it overlaps " + other);
    }

    private static Optional<String> contradiction(OnCall file, List<DutyOverride> others, DutyOverride override) {
        Schedule schedule = file.schedule(override.schedule()).orElseThrow();
        ScheduleOverride wanted = inPlan(file, override);
        Optional<String> ofFile = schedule.overrides().stream().filter(wanted::contradicts).findFirst()
                .map(other -> "the override in oncall.yaml of " + other.engineer().id() + " (by " + other.by() + "), "
                        + other.from() + " to " + other.to());
        return ofFile.or(() -> others.stream()
                .filter(other -> other.schedule().equals(override.schedule()) && !other.id().equals(override.id()))
                .filter(other -> inPlan(file, other).contradicts(wanted)).findFirst()
                .map(other -> "the override " + other.words()));
    }

    /** What an edit of the file has taken away; null when nothing is missing. */
    private static String missing(OnCall file, DutyOverride override) {
        if (file.schedule(override.schedule()).isEmpty()) {
            return "there is no schedule " + override.schedule();
        }
        if (file.engineer(override.engineer()).isEmpty()) {
            return "there is no engineer " + override.engineer();
        }
        return override.insteadOf() == null || file.engineer(override.insteadOf()).isPresent() ? null
                : "there is no engineer " + override.insteadOf();
    }

    private static ScheduleOverride inPlan(OnCall file, DutyOverride override) {
        Engineer insteadOf = override.insteadOf() == null ? null : file.engineer(override.insteadOf()).orElseThrow();
        return new ScheduleOverride(override.from(), override.to(), file.engineer(override.engineer()).orElseThrow(),
                insteadOf, override.by(), override.reason());
    }
}
