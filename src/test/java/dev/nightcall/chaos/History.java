package dev.nightcall.chaos;

import dev.nightcall.core.Call;
import dev.nightcall.timeline.Entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What happened around a broken promise, in the order of time: the timelines of its incidents, the calls about them, what their
 * telephones saw, and what was done to the Nightcalls meanwhile. Times of a timeline are those of the Nightcall that wrote it.
 */
final class History {

    private static final Duration AROUND = Duration.ofSeconds(10);
    private static final int MOST = 400;
    /** What explains nothing that is not to be seen elsewhere. */
    private static final Set<String> NOT_TOLD = Set.of(Deeds.SEEN, Deeds.FILED, Deeds.DIAL, Deeds.SLOW);
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Morning morning;

    private record Line(Instant at, String text) {
    }

    History(Morning morning) {
        this.morning = morning;
    }

    /** @param what names incidents and calls by their ids */
    List<String> of(String what) {
        List<Call> named = morning.calls().stream().filter(call -> what.contains(call.id())).toList();
        Set<String> incidents = new HashSet<>();
        morning.incidents().stream().filter(incident -> what.contains(incident.id()))
                .forEach(incident -> incidents.add(incident.id()));
        named.forEach(call -> incidents.addAll(morning.incidentsOf(call.id())));
        List<Line> lines = new ArrayList<>();
        incidents.forEach(id -> morning.timelines().getOrDefault(id, List.of()).forEach(entry -> lines.add(line(id, entry))));
        List<Call> calls = named.isEmpty() ? morning.calls().stream().filter(call ->
                morning.incidentsOf(call.id()).stream().anyMatch(incidents::contains)).toList() : named;
        List<Line> ofCalls = calls.stream().flatMap(this::lines).toList();
        lines.addAll(ofCalls);
        lines.addAll(deeds(ofCalls));
        return lines.stream().sorted(Comparator.comparing(Line::at)).limit(MOST)
                .map(line -> line.at() + " " + line.text()).toList();
    }

    /** What was done to the Nightcalls shortly before, during and shortly after. */
    private List<Line> deeds(List<Line> during) {
        Instant from = during.stream().map(Line::at).min(Comparator.naturalOrder()).orElse(morning.at());
        Instant to = during.stream().map(Line::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return morning.deeds().stream().filter(deed -> !NOT_TOLD.contains(deed.what())
                        && !(deed.is(Deeds.STALLED) && deed.end().isBefore(deed.at().plus(LONG))))
                .filter(deed -> deed.at().isAfter(from.minus(AROUND)) && deed.at().isBefore(to.plus(AROUND)))
                .map(deed -> new Line(deed.at(), text(deed))).toList();
    }

    private static Line line(String incident, Entry entry) {
        return new Line(entry.at(), "incident " + incident + " " + entry.event() + " " + entry.about() + ": " + entry.reason()
                + " (" + entry.detail() + ")");
    }

    private Stream<Line> lines(Call call) {
        String name = "call " + call.id() + " to " + call.engineer();
        Stream<Line> own = Stream.of(
                new Line(call.createdAt(), name + " is written down, about " + morning.about().get(call.id())),
                new Line(call.askedConnect(), name + ": Connect is asked"),
                new Line(call.dialledAt(), name + ": Connect has answered, contact " + call.contactId()),
                new Line(call.endedAt(), name + " has ended: " + (call.outcome() == null ? "" : call.outcome().word()) + ", "
                        + call.disconReason()),
                new Line(call.settledAt(), name + " is settled"));
        Stream<Line> deeds = morning.deeds().stream().filter(deed -> deed.is(Deeds.DIAL) && deed.detail().equals(call.id()))
                .map(deed -> new Line(deed.at(), name + ": asked by " + deed.replica() + " in " + deed.thread()));
        Stream<Line> rings = morning.rings().stream().filter(ring -> ring.callId().equals(call.id())).flatMap(ring -> Stream.of(
                new Line(ring.startedAt(), name + " rings as contact " + ring.contactId()),
                new Line(ring.endedAt(), name + " rings no more, pressed " + ring.pressed()
                        + (ring.recorded() ? "" : ", without a record"))));
        return Stream.of(own, deeds, rings).flatMap(lines -> lines).filter(line -> line.at() != null);
    }

    private static String text(Deed deed) {
        return deed.replica() + " " + deed.what() + " " + deed.detail() + " at " + deed.point() + " in " + deed.thread();
    }
}
