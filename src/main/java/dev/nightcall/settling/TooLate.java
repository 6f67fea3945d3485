package dev.nightcall.settling;

import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Settling;
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

    private final Timeline timeline;

    TooLate(Timeline timeline) {
        this.timeline = timeline;
    }

    /**
     * After what was pressed has been done.
     *
     * @param now the call's incidents as they are then
     * @return what to send, by every repeat
     */
    List<Outgoing> note(Call call, List<Incident> now) {
        Map<String, String> reasons = new LinkedHashMap<>();
        List<Outgoing> notices = new ArrayList<>();
        for (Incident incident : now) {
            Settling.tooLate(call, incident).ifPresent(reason -> {
                reasons.put(incident.id(), reason);
                notices.addAll(call.pressed() == null ? List.of() : Notices.tooLate(incident, call.engineer(), call.endedAt()));
            });
        }
        timeline.addToEach(reasons, call.endedAt(), Event.TOO_LATE, call.id(), call.engineer());
        return notices;
    }
}
