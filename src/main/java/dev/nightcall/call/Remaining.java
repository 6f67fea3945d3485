package dev.nightcall.call;

import dev.nightcall.aws.Reads;
import dev.nightcall.core.Agenda;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Line;
import dev.nightcall.core.Page;
import dev.nightcall.core.Request;
import dev.nightcall.core.Waiting;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Informing;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.LineTable;
import dev.nightcall.tables.WaitingPages;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of an engineer's waiting incidents still needs a call. */
public final class Remaining {

    private static final int CHUNK = 100;

    private final WaitingPages pages;
    private final Incidents incidents;
    private final Informing informing;
    private final Timeline timeline;

    public Remaining(LineTable lines, Incidents incidents, Informing informing, Timeline timeline) {
        this.pages = lines.pages();
        this.incidents = incidents;
        this.informing = informing;
        this.timeline = timeline;
    }

    /**
     * What a call is about just before it is dialled.
     *
     * @param outgoing what follows of those whose holder was to be asked about something new, of which nothing is left
     */
    record Rest(Agenda agenda, List<Outgoing> outgoing) {
    }

    /** Whether anything of a call still needs it. */
    boolean isAnyOf(Call call) {
        return isAny(pages.of(call), call.engineer());
    }

    /** The incidents of a call that is about few, as they are now; of many, some. */
    List<Incident> someOf(Call call) {
        return incidents.find(pages.requests(call).stream().map(Request::incident).limit(CHUNK).toList());
    }

    /** What waits for a line, and whether anything of it needs a call. @param reads what else is to be read; it is run here */
    Page page(Line line, Reads reads) {
        List<Waiting> waiting = pages.of(line).toList();
        List<Waiting> some = waiting.subList(0, Math.min(CHUNK, waiting.size()));
        List<Supplier<Optional<Incident>>> found = some.stream().map(row -> incidents.find(row.request().incident(), reads))
                .toList();
        reads.run();
        return new Page(waiting,
                needs(line.engineer(), some, found.stream().map(Supplier::get).flatMap(Optional::stream).toList())
                        || isAny(waiting.stream().skip(CHUNK), line.engineer()));
    }

    /** Leaves out of a call what needs none any more. */
    Rest of(Call call) {
        List<Waiting> waiting = pages.of(call).toList();
        List<Incident> found = found(waiting);
        List<Outgoing> outgoing = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        for (Incident incident : found) {
            List<Outgoing> keeps = informing.keep(incident);
            outgoing.addAll(keeps);
            if (!keeps.isEmpty()) {
                kept.add(incident.id());
            }
        }
        Agenda agenda = Agenda.of(call.engineer(), waiting, found, kept);
        leaveOut(agenda, waiting, call.engineer(), call.firstPage(), call.lastPage());
        return new Rest(agenda, outgoing);
    }

    /** Leaves out what needs no call any more of what waits for a line. @return whether anything else waits */
    boolean isLeftOf(Line line) {
        List<Waiting> waiting = pages.of(line).toList();
        Agenda agenda = Agenda.of(line.engineer(), waiting, found(waiting), Set.of());
        leaveOut(agenda, waiting, line.engineer(), line.page(), line.page());
        return !agenda.isEmpty();
    }

    private List<Incident> found(List<Waiting> waiting) {
        return incidents.find(waiting.stream().map(each -> each.request().incident()).distinct().toList());
    }

    /** Of a thousand nearly always the first needs it: they are read a few at a time. */
    private boolean isAny(Stream<Waiting> rows, String engineer) {
        List<Waiting> chunk = new ArrayList<>();
        for (Iterator<Waiting> left = rows.iterator(); left.hasNext();) {
            chunk.add(left.next());
            if (chunk.size() == CHUNK || !left.hasNext()) {
                if (needs(engineer, chunk, found(chunk))) {
                    return true;
                }
                chunk.clear();
            }
        }
        return false;
    }

    private static boolean needs(String engineer, List<Waiting> rows, List<Incident> found) {
        return !Agenda.of(engineer, rows, found, Set.of()).isEmpty();
    }

    private void leaveOut(Agenda agenda, List<Waiting> waiting, String engineer, long firstPage, long lastPage) {
        agenda.leftOut().forEach(one -> one.incident().ifPresent(incident -> timeline.add(incident.id(), incident.movedAt(),
                Event.NOT_CALLED, one.request().position() + engineer, one.reason(), engineer)));
        Set<String> gone = agenda.leftOut().stream().map(one -> one.request().incident()).collect(Collectors.toSet());
        waiting.stream().map(Waiting::request).filter(request -> gone.contains(request.incident()))
                .forEach(request -> pages.leaveOut(engineer, firstPage, lastPage, request));
    }
}
