package dev.nightcall.chaos;

import dev.nightcall.incident.Incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that must be true in the morning. */
final class Promises {

    private static final String PROOF = "something was proven";
    private static final String CALM = "everything settles";
    private static final String QUOTA = "never more than the quota";
    private static final String DEAD_LETTERS = "no message is given up";

    private final Options options;
    private final Cloud cloud;
    private final Ledger ledger;
    private final Taken taken;

    Promises(Options options, Cloud cloud, Ledger ledger, Taken taken) {
        this.options = options;
        this.cloud = cloud;
        this.ledger = ledger;
        this.taken = taken;
    }

    List<Violation> violations(Morning morning, List<String> disturbances) {
        List<Violation> violations = new ArrayList<>();
        if (ledger.all().isEmpty() || morning.rings().isEmpty()) {
            violations.add(new Violation(PROOF, ledger.all().size() + " alerts were accepted, " + morning.rings().size()
                    + " telephones rang"));
        }
        disturbances.forEach(disturbance -> violations.add(new Violation(CALM, disturbance)));
        violations.addAll(new AlertChecks(morning, ledger).violations());
        violations.addAll(new CallChecks(morning, taken).violations());
        morning.deadLetters().forEach(letter -> violations.add(new Violation(DEAD_LETTERS, letter)));
        if (options.strictQuota()) {
            morning.requests().fields().forEachRemaining(operation -> operation.getValue().fieldNames()
                    .forEachRemaining(answer -> refused(operation.getKey(), answer).ifPresent(violations::add)));
        }
        return violations.stream().map(violation -> withTimelines(violation, morning)).toList();
    }

    private static Optional<Violation> refused(String operation, String answer) {
        return answer.startsWith("429") ? Optional.of(new Violation(QUOTA, operation + " was refused: " + answer))
                : Optional.empty();
    }

    private Violation withTimelines(Violation violation, Morning morning) {
        Map<String, Incident> about = new LinkedHashMap<>();
        morning.incidents().stream().filter(incident -> violation.what().contains(incident.id()))
                .forEach(incident -> about.put(incident.id(), incident));
        List<String> entries = new ArrayList<>();
        about.keySet().forEach(id -> cloud.timeline(id).forEach(entry -> entries.add(id.substring(0, 8) + " " + entry.at() + " "
                + entry.event() + " " + entry.about() + ": " + entry.reason() + " (" + entry.detail() + ")")));
        return new Violation(violation.promise(), violation.what(), entries);
    }
}
