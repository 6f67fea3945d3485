package dev.nightcall.contactrecord;

import dev.nightcall.call.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Outcome;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Notices;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An engineer wanted incidents that somebody else had, or that were over: their timelines say so, and who was too late is told
 * by the channels, whether or not the telephone could say it.
 */
final class TooLate {

    private final Incidents incidents;
    private final Timeline timeline;

    TooLate(Incidents incidents, Timeline timeline) {
        this.incidents = incidents;
        this.timeline = timeline;
    }

    /**
     * After what was pressed has been done.
     *
     * @param about the ids of the call's incidents
     * @return what to send, by every repeat
     */
    List<Outgoing> note(Call call, List<String> about) {
        if (!call.outcome().isDecision() || call.outcome() == Outcome.DECLINED) {
            return List.of();
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        List<Outgoing> notices = new ArrayList<>();
        String pressed = call.pressed() == null ? "" : "pressed " + call.pressed() + ", ";
        for (Incident incident : incidents.find(about)) {
            if (incident.isGoneFor(call.engineer(), call.endedAt())) {
                reasons.put(incident.id(), pressed + incident.whyTaken());
                notices.addAll(call.pressed() == null ? List.of() : Notices.tooLate(incident, call.engineer(), call.endedAt()));
            }
        }
        timeline.addToEach(reasons, call.endedAt(), Event.TOO_LATE, call.id(), call.engineer());
        return notices;
    }
}
