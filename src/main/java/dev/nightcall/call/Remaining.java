package dev.nightcall.call;

import dev.nightcall.aws.Reads;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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

    /** Something to call about. */
    record Needed(Waiting waiting, Incident incident) {

        Request request() {
            return waiting.request();
        }
    }

    /**
     * What a call is about just before it is dialled.
     *
     * @param needed   the oldest first
     * @param outgoing what follows of those whose holder was to be asked about something new, of which nothing is left
     */
    record Rest(List<Needed> needed, List<Outgoing> outgoing) {
    }

    /** Whether anything of a call is still open. */
    boolean isAnyOf(Call call) {
        return isAny(pages.of(call));
    }

    /** The incidents of a call that is about few, as they are now; of many, some. */
    List<Incident> someOf(Call call) {
        return incidents.find(pages.requests(call).stream().map(Request::incident).limit(CHUNK).toList());
    }

    /** What waits for a line, and whether anything of it is still open. @param reads what else is to be read; it is run here */
    Page page(Line line, Reads reads) {
        List<Waiting> waiting = pages.of(line).toList();
        List<Supplier<Optional<Incident>>> first = waiting.stream().limit(CHUNK)
                .map(row -> incidents.find(row.request().incident(), reads)).toList();
        reads.run();
        return new Page(waiting, first.stream().map(Supplier::get).flatMap(Optional::stream).anyMatch(Incident::isOpen)
                || isAny(waiting.stream().skip(CHUNK)));
    }

    /** Leaves out of a call what has been taken, resolved or suppressed meanwhile, or is kept by whoever had it. */
    Rest of(Call call) {
        List<Outgoing> outgoing = new ArrayList<>();
        List<Needed> needed = of(call.engineer(), call.firstPage(), call.lastPage(), pages.of(call), incident -> {
            List<Outgoing> kept = informing.keep(incident);
            outgoing.addAll(kept);
            return kept.isEmpty() ? incident.whyTaken() : "nothing new is left";
        });
        return new Rest(needed, outgoing);
    }

    /** Leaves out what needs no call any more of what waits for a line. @return the others, the oldest first */
    List<Needed> of(Line line) {
        return of(line.engineer(), line.page(), line.page(), pages.of(line), Incident::whyTaken);
    }

    /** Of a thousand nearly always the first is open: they are read a few at a time. */
    private boolean isAny(Stream<Waiting> rows) {
        List<String> chunk = new ArrayList<>();
        for (Iterator<Waiting> left = rows.iterator(); left.hasNext();) {
            chunk.add(left.next().request().incident());
            if (chunk.size() == CHUNK || !left.hasNext()) {
                if (incidents.find(chunk.stream().distinct().toList()).stream().anyMatch(Incident::isOpen)) {
                    return true;
                }
                chunk.clear();
            }
        }
        return false;
    }

    /** @param why why nobody has to be called about an incident, as the timeline tells; null when somebody has */
    private List<Needed> of(String engineer, long firstPage, long lastPage, Stream<Waiting> rows,
                            Function<Incident, String> why) {
        List<Waiting> all = rows.toList();
        List<Waiting> latest = Waiting.latest(all.stream());
        Map<String, Incident> found = new HashMap<>();
        incidents.find(latest.stream().map(row -> row.request().incident()).toList())
                .forEach(incident -> found.put(incident.id(), incident));
        List<Needed> needed = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        for (Waiting row : latest) {
            Incident incident = found.get(row.request().incident());
            String reason = incident == null ? "unknown" : why.apply(incident);
            if (reason == null) {
                needed.add(new Needed(row, incident));
            } else {
                notCalled(engineer, row.request(), incident, reason);
                gone.add(row.request().incident());
            }
        }
        all.stream().filter(row -> gone.contains(row.request().incident()))
                .forEach(row -> pages.leaveOut(engineer, firstPage, lastPage, row.request()));
        needed.sort(Comparator.comparing(each -> each.incident().openedAt()));
        return needed;
    }

    private void notCalled(String engineer, Request request, Incident incident, String reason) {
        if (incident != null) {
            timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED, request.position() + engineer, reason, engineer);
        }
    }
}
