package dev.nightcall.local.bench;

import dev.nightcall.core.Agenda;
import dev.nightcall.core.Line;
import dev.nightcall.core.Page;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An engineer's line, which the core changes as at night, and what waits for it: at night that is on its pages. */
final class YearLine {

    /** An incident that waits for it. */
    record Asked(YearIncident incident, Waiting waiting) {

        long position() {
            return waiting.request().position();
        }
    }

    private final int engineer;
    /** By the incident's id. */
    private final Map<String, Asked> asked = new LinkedHashMap<>();
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

    /** What waits for it, and whether anything of it still needs a call. */
    Page page() {
        return new Page(waiting(), !agenda().isEmpty());
    }

    private Agenda agenda() {
        return agenda("" + engineer, asked.values());
    }

    /** What of these still needs a call. */
    static Agenda agenda(String engineer, Collection<Asked> asked) {
        return Agenda.of(engineer, asked.stream().map(Asked::waiting).toList(),
                asked.stream().map(each -> each.incident().now()).toList(), Set.of());
    }

    private List<Waiting> waiting() {
        return asked.values().stream().map(Asked::waiting).toList();
    }

    Waiting ask(YearIncident incident, long position, Instant now) {
        Waiting waiting = Waiting.of(incident.now(), new Request(incident.now().id(), position), now);
        line = line.asked(waiting);
        asked.put(incident.now().id(), new Asked(incident, waiting));
        return waiting;
    }

    void sent() {
        line = line.sent();
    }

    /** Nothing that waits needs a call. */
    void rest() {
        asked.clear();
        line = line.rested();
    }

    /** A call takes all that waits, and is about what still needs one. */
    List<Asked> call(String call, Instant now) {
        List<Asked> about = agenda().needed().stream().map(item -> asked.get(item.incident().id())).toList();
        asked.clear();
        line = line.claimed(call, call, Instant.MAX).called(now);
        return about;
    }

    void free() {
        line = line.freed();
    }
}
