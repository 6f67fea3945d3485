package dev.nightcall.local.bench;

import dev.nightcall.core.Line;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An engineer's line, which the core changes as at night, and what waits for it: at night that is on its pages. */
final class YearLine {

    /** An incident that waits for it. */
    record Asked(YearIncident incident, Waiting waiting) {

        long position() {
            return waiting.request().position();
        }
    }

    private final int engineer;
    private final Map<YearIncident, Asked> asked = new LinkedHashMap<>();
    private Line line;

    YearLine(int engineer) {
        this.engineer = engineer;
        this.line = Line.untouched("%06d".formatted(engineer));
    }

    int engineer() {
        return engineer;
    }

    Line line() {
        return line;
    }

    Collection<Waiting> waiting() {
        return asked.values().stream().map(Asked::waiting).toList();
    }

    void ask(YearIncident incident, long position, Instant now) {
        Waiting waiting = Waiting.of(incident.now(), new Request(incident.now().id(), position), now);
        line = line.asked(waiting);
        asked.put(incident, new Asked(incident, waiting));
    }

    /** What has been taken, or is over, needs no call any more; when nothing is left, the line comes to rest. */
    void leaveOut() {
        asked.keySet().removeIf(incident -> !incident.isOpen());
        if (asked.isEmpty()) {
            line = line.rested();
        }
    }

    /** A call takes all that waits. */
    List<Asked> call(String call, Instant now) {
        List<Asked> all = List.copyOf(asked.values());
        asked.clear();
        line = line.claimed(call, call, Instant.MAX).called(now);
        return all;
    }

    void free() {
        line = line.freed();
    }
}
