package dev.nightcall.rehearsal;

import dev.nightcall.core.Agenda;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Waiting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An engineer's line, which the core changes as at night, and what waits for it: at night that is on its pages. */
final class Telephone {

    private final List<Waiting> waiting = new ArrayList<>();
    private Line line;

    Telephone(String engineer) {
        line = Line.untouched(engineer);
    }

    String engineer() {
        return line.engineer();
    }

    void ask(Waiting one) {
        line = line.asked(one);
        waiting.add(one);
    }

    /** Whether something waits for it and it is in no call. */
    boolean isToRing() {
        return line.isFree() && line.isWaiting();
    }

    /** A call takes all that waits. @return what it is about */
    Agenda call(Incident incident) {
        Agenda agenda = Agenda.of(line.engineer(), waiting, List.of(incident), Set.of());
        line = line.claimed("call", "message", Instant.MAX);
        waiting.clear();
        return agenda;
    }

    void free() {
        line = line.freed();
    }
}
