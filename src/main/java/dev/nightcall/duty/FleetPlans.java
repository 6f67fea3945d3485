package dev.nightcall.duty;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Nightcalls that are alive have in force. @param reports of each, also of this one */
record FleetPlans(List<PlanReport> reports) {

    FleetPlans {
        reports = List.copyOf(reports);
    }

    /** How many different plans. */
    int plans() {
        return (int) reports.stream().map(PlanReport::digest).distinct().count();
    }

    boolean agree() {
        return plans() == 1;
    }

    /** Why that cannot be used anywhere. */
    Optional<String> problem(Wrong wrong) {
        return reports.stream().flatMap(report -> Stream.ofNullable(report.wrong().get(wrong))).sorted().findFirst();
    }

    /**
     * Whether the plan of this Nightcall's file is to be kept, where another one is. One that is new is: whoever wrote it
     * wants it. One that was kept before may be an old file with which a Nightcall came back while the others go over to a
     * new one; or an old one on purpose, which is seen when it was taken up by a running Nightcall, or when all have it.
     *
     * @param known   whether it was kept at any time
     * @param takenUp whether a running Nightcall has just taken it up
     */
    boolean keeps(boolean known, boolean takenUp) {
        return !known || takenUp || agree();
    }
}
