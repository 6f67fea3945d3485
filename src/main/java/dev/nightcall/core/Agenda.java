package dev.nightcall.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a call is about, just before it is dialled: what of all that waited for it still needs one.
 *
 * @param needed  the oldest first
 * @param leftOut the others
 */
public record Agenda(List<Item> needed, List<LeftOut> leftOut) {

    /** Something to call about. */
    public record Item(Waiting waiting, Incident incident) {

        public Request request() {
            return waiting.request();
        }
    }

    /**
     * Something about which nobody has to be called.
     *
     * @param incident empty when there is no such incident
     * @param reason   as the timeline tells
     */
    public record LeftOut(Request request, Optional<Incident> incident, String reason) {
    }

    public Agenda {
        needed = List.copyOf(needed);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Each incident once, at the latest position at which it was asked for.
     *
     * @param waiting   in any order
     * @param incidents what there is of them, as they are now; what waits twice may be there twice
     * @param kept      the ids of those whose holder was to be asked about something new, of which nothing is left
     */
    public static Agenda of(String engineer, Collection<Waiting> waiting, Collection<Incident> incidents, Set<String> kept) {
        Map<String, Incident> known = incidents.stream()
                .collect(Collectors.toMap(Incident::id, Function.identity(), (one, same) -> same));
        List<Item> needed = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Waiting each : Waiting.latest(waiting.stream())) {
            Incident incident = known.get(each.request().incident());
            String reason = incident == null ? "unknown" : kept.contains(incident.id()) ? "nothing new is left"
                    : whyNot(incident, each.request().position(), engineer);
            if (reason == null) {
                needed.add(new Item(each, incident));
            } else {
                leftOut.add(new LeftOut(each.request(), Optional.ofNullable(incident), reason));
            }
        }
        needed.sort(Comparator.comparing(item -> item.incident().openedAt()));
        return new Agenda(needed, leftOut);
    }

    public boolean isEmpty() {
        return needed.isEmpty();
    }

    private static String whyNot(Incident incident, long asked, String engineer) {
        return !incident.isOpen() ? incident.whyTaken()
                : PassedOn.is(incident, engineer, asked) ? Callees.PASSED_ON
                : Course.isResting(incident) ? Addressees.whyResting(incident.policy()) : null;
    }
}
