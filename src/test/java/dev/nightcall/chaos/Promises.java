package dev.nightcall.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that must be true in the morning. */
final class Promises {

    private static final String PROOF = "something was proven";
    private static final String CALM = "everything settles";
    private static final String QUOTA = "never more than the quota";
    private static final String DEAD_LETTERS = "no message is given up";

    private final Options options;
    private final Ledger ledger;
    private final Standing taken;
    private final Unanswered unanswered;

    Promises(Options options, Ledger ledger, Standing taken, Unanswered unanswered) {
        this.options = options;
        this.ledger = ledger;
        this.taken = taken;
        this.unanswered = unanswered;
    }

    List<Violation> violations(Morning morning, List<String> disturbances) {
        List<Violation> violations = new ArrayList<>();
        if (ledger.all().isEmpty() || morning.rings().isEmpty()) {
            violations.add(new Violation(PROOF, ledger.all().size() + " alerts were accepted, " + morning.rings().size()
                    + " telephones rang"));
        }
        if (options.isToHitMostPoints()) {
            KillPoints.tooFew(morning.deeds()).ifPresent(violations::add);
        }
        disturbances.forEach(disturbance -> violations.add(new Violation(CALM, disturbance)));
        violations.addAll(new AlertChecks(morning, ledger).violations());
        violations.addAll(new CallChecks(morning, taken).violations());
        violations.addAll(new PressChecks(morning).violations());
        violations.addAll(new TurnChecks(morning, unanswered).violations());
        violations.addAll(new ClockChecks(morning.deeds()).violations());
        morning.deadLetters().forEach(letter -> violations.add(new Violation(DEAD_LETTERS, letter)));
        if (options.strictQuota()) {
            morning.requests().fields().forEachRemaining(operation -> operation.getValue().fieldNames()
                    .forEachRemaining(answer -> refused(operation.getKey(), answer).ifPresent(violations::add)));
        }
        History history = new History(morning);
        return violations.stream().map(violation -> new Violation(violation.promise(), violation.what(),
                history.of(violation.what()))).toList();
    }

    private static Optional<Violation> refused(String operation, String answer) {
        return answer.startsWith("429") ? Optional.of(new Violation(QUOTA, operation + " was refused: " + answer))
                : Optional.empty();
    }
}
