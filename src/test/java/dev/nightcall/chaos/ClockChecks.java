package dev.nightcall.chaos;

import java.util.List;
import java.util.Set;

/** A Nightcall whose clock is far from the right time takes no work. */
final class ClockChecks {

    /** Of the Nightcall whose clock is that wrong. */
    static final String NAME = "wrong-clock";
    private static final Set<String> WORK = Set.of(Deeds.FILED, Deeds.DIAL);

    private final List<Deed> deeds;

    ClockChecks(List<Deed> deeds) {
        this.deeds = deeds;
    }

    List<Violation> violations() {
        return deeds.stream().filter(deed -> deed.replica().equals(NAME) && WORK.contains(deed.what())).limit(1)
                .map(deed -> new Violation("a wrong clock takes no work", NAME + " did at " + deed.at() + ": " + deed.what() + " "
                        + deed.detail() + " at " + deed.point())).toList();
    }
}
