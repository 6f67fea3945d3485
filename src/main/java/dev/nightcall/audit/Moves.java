package dev.nightcall.audit;

import dev.nightcall.metrics.Meters;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Tells of everything that the auditor moves: on timelines, in the log, and by a counter. */
public final class Moves {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final Timeline timeline;
    private final Meters meters;

    public Moves(Timeline timeline, Meters meters) {
        this.timeline = timeline;
        this.meters = meters;
        for (What what : What.values()) {
            meters.auditMoved(what.word(), 0);
        }
    }

    /**
     * Something is moved.
     *
     * @param holders on whose timelines it is told: ids of incidents, or what holds the alerts of a suppression
     * @param due     when it should have happened: stored state, so that what is found twice is told once
     * @param about   what it is: an id, a key or a name
     * @param reason  what should have happened
     */
    void tell(What what, Collection<String> holders, Instant due, String about, String reason) {
        LOG.warn("found by the audit: {} of {}, due {}", reason, about, due);
        meters.auditMoved(what.word(), 1);
        Map<String, String> reasons = new HashMap<>();
        holders.forEach(holder -> reasons.put(holder, reason));
        timeline.addToEach(reasons, due, Event.FOUND_BY_AUDIT, about, what.word());
    }
}
