package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Write;
import dev.nightcall.core.Taking;
import dev.nightcall.core.Verdict;
import dev.nightcall.suppression.Holding;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps back what a suppression holds: it is filed there, each by itself, and goes on when the suppression ends. */
public final class SuppressionFilter {

    private final Holding holding;
    private final Clock clock;

    public SuppressionFilter(Holding holding, Clock clock) {
        this.holding = holding;
        this.clock = clock;
    }

    /** Files what is held. @return the same, where what is held is taken and what none of the suppressions holds is left */
    public InHand hold(InHand inHand) {
        Instant now = clock.instant();
        Map<Alert, Taken> held = new LinkedHashMap<>();
        List<Looked> left = new ArrayList<>();
        for (Looked one : inHand.looked()) {
            Optional<Verdict.Held> verdict = Taking.held(one.seen(), now);
            if (verdict.isEmpty()) {
                left.add(one);
            } else if (!one.seen().isFiled() && isHeld(one, verdict.get())) {
                held.put(one.alert(), Taken.by(verdict.get(), List.of()));
            } else {
                left.add(one.released());
            }
        }
        return inHand.looked(left).with(held);
    }

    private boolean isHeld(Looked looked, Verdict.Held held) {
        looked.always().forEach(Write::execute);
        return held.by().stream().anyMatch(suppression -> holding.hold(suppression, held.alert()).isPresent());
    }
}
