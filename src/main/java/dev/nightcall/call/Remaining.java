package dev.nightcall.call;

import dev.nightcall.core.Incident;
import dev.nightcall.incident.Incidents;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What of an engineer's waiting incidents still needs a call. */
public final class Remaining {

    private static final int CHUNK = 100;

    private final WaitingPages pages;
    private final Incidents incidents;
    private final Timeline timeline;

    public Remaining(Lines lines, Incidents incidents, Timeline timeline) {
        this.pages = lines.pages();
        this.incidents = incidents;
        this.timeline = timeline;
    }

    /** Something to call about. */
    record Needed(Waiting waiting, Incident incident) {

        Request request() {
            return waiting.request();
        }
    }

    /** Whether anything of a call is still open. */
    boolean isAnyOf(Call call) {
        return isAny(pages.of(call));
    }

    /** The incidents of a call that is about few, as they are now; of many, some. */
    List<Incident> someOf(Call call) {
        return incidents.find(pages.requests(call).stream().map(Request::incident).limit(CHUNK).toList());
    }

    /** Whether anything that waits for a line is still open. */
    boolean isAnyOf(Line line) {
        return isAny(pages.of(line));
    }

    /** Leaves out of a call what has been taken, resolved or suppressed meanwhile. @return the others, the oldest first */
    List<Needed> of(Call call) {
        return of(call.engineer(), call.firstPage(), call.lastPage(), pages.of(call));
    }

    /** Leaves out what needs no call any more of what waits for a line. @return the others, the oldest first */
    List<Needed> of(Line line) {
        return of(line.engineer(), line.page(), line.page(), pages.of(line));
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

    private List<Needed> of(String engineer, long firstPage, long lastPage, Stream<Waiting> rows) {
        List<Waiting> all = rows.toList();
        List<Waiting> latest = WaitingPages.latest(all.stream());
        Map<String, Incident> found = new HashMap<>();
        incidents.find(latest.stream().map(row -> row.request().incident()).toList())
                .forEach(incident -> found.put(incident.id(), incident));
        List<Needed> needed = new ArrayList<>();
        Set<String> gone = new HashSet<>();
        for (Waiting row : latest) {
            Incident incident = found.get(row.request().incident());
            if (incident != null && incident.isOpen()) {
                needed.add(new Needed(row, incident));
            } else {
                notCalled(engineer, row.request(), incident);
                gone.add(row.request().incident());
            }
        }
        all.stream().filter(row -> gone.contains(row.request().incident()))
                .forEach(row -> pages.leaveOut(engineer, firstPage, lastPage, row.request()));
        needed.sort(Comparator.comparing(each -> each.incident().openedAt()));
        return needed;
    }

    private void notCalled(String engineer, Request request, Incident incident) {
        if (incident != null) {
            timeline.add(incident.id(), incident.movedAt(), Event.NOT_CALLED, request.position() + engineer, incident.whyTaken(),
                    engineer);
        }
    }
}
