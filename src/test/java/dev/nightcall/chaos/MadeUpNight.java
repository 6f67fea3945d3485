package dev.nightcall.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.News;
import dev.nightcall.core.Outcome;
import dev.nightcall.core.Request;
import dev.nightcall.core.Status;
import dev.nightcall.core.Suppression;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A night as no Nightcall would leave it, put together piece by piece. */
abstract class MadeUpNight {

    static final Instant NOW = Instant.parse("2026-11-22T18:10:00Z");
    static final String PHONE = "+819000000300";

    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final Ledger ledger = new Ledger(clock);
    final Standing taken = new Standing(clock);
    final List<Cloud.Filed> filed = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Suppression> suppressions = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final Map<String, List<Request>> about = new HashMap<>();
    final Map<String, List<Entry>> timelines = new HashMap<>();
    final List<Cloud.Line> lines = new ArrayList<>();
    final List<Telephones.Ring> rings = new ArrayList<>();
    final List<Deed> deeds = new ArrayList<>();

    void says(int number, String host, boolean firing) {
        ledger.accepted(new Statement(number, "system", host, "", "", "error", firing, false), "id" + number);
    }

    void ended(String incident, int second, String call, Outcome outcome) {
        timelines.computeIfAbsent(incident, id -> new ArrayList<>()).add(new Entry(NOW.plusSeconds(second),
                Event.CALL_ENDED.word(), call + outcome.word(), outcome.word(), "engineer0, told by call watch"));
    }

    void file(String holder, int number, String host, State state) {
        filed.add(new Cloud.Filed(holder, new Alert("id" + number, "system", host, "", "", Severity.ERROR, state,
                Statement.MARK + number + ".", NOW, NOW, Map.of()), false, false));
    }

    void incident(String id, Status status, String resolvedBy) {
        incident(id, "system", status, resolvedBy);
    }

    void incident(String id, String group, Status status, String resolvedBy) {
        incidents.add(new Incident(id, group, status, 1, null, 0, Severity.ERROR, null, 0, null, NOW, "id1", NOW, 1,
                Set.of(), Set.of(), Set.of(), 0, null, null, null, null, News.NONE, resolvedBy, NOW));
        if (status != Status.RESOLVED && !id.equals("empty")) {
            filed.add(new Cloud.Filed(id, new Alert("other", "system", "other", "", "", Severity.ERROR, State.FIRING, "", NOW,
                    NOW, Map.of()), false, false));
        }
    }

    void call(String id, String incident, Outcome outcome) {
        call(id, "engineer0", "c-" + id, incident, 1, outcome);
    }

    /** @param contact null when Connect's answer was lost */
    void call(String id, String engineer, String contact, String incident, int position, Outcome outcome) {
        calls.add(new Call(id, engineer, PHONE, 0, 0, 1, NOW, NOW, null, NOW, contact, contact == null ? null : NOW, null, NOW,
                null, 0, null, 0, outcome, outcome == null ? null : NOW, NOW, null));
        about.put(id, List.of(new Request(incident, position)));
    }

    void ring(String call, int from, int to) {
        ring(call, from, to, true);
    }

    void ring(String call, int from, int to, boolean recorded, String... pressed) {
        rings.add(new Telephones.Ring(PHONE, "contact" + rings.size(), call, NOW.plusSeconds(from), NOW.plusSeconds(to),
                List.of(pressed), recorded));
    }

    Morning morning() {
        return new Morning(NOW.plus(Duration.ofMinutes(1)), filed, incidents, suppressions, calls, about, timelines, lines,
                rings, JsonNodeFactory.instance.objectNode(), List.of(), deeds);
    }
}
