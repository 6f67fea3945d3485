package dev.nightcall.oncall.check;

import dev.nightcall.oncall.Absence;
import dev.nightcall.oncall.Calendar;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When engineers cannot be called within some time. It is asked of the engineer as at night, once at every moment at which
 * the answer may become another one, so that nothing is missed between samples.
 */
final class Absences {

    private final Span all;
    private final Map<Calendar, NavigableSet<Instant>> changes = new IdentityHashMap<>();
    private final Map<String, List<Missing>> missing = new HashMap<>();

    /** @param reason as {@code on leave until 2026-12-05} */
    record Missing(Span when, String reason) {
    }

    Absences(Span all) {
        this.all = all;
    }

    /** In order; what is next to each other for the same reason is one. */
    List<Missing> of(Engineer engineer) {
        return missing.computeIfAbsent(engineer.id(), id -> find(engineer));
    }

    /** When this engineer can be called. */
    List<Span> reachable(Engineer engineer) {
        return Spans.without(all, of(engineer).stream().map(Missing::when).toList());
    }

    private List<Missing> find(Engineer engineer) {
        List<Missing> found = new ArrayList<>();
        NavigableSet<Instant> moments = moments(engineer);
        Instant from = all.from();
        while (from != null && from.isBefore(all.to())) {
            Instant next = moments.higher(from);
            Instant to = next == null ? all.to() : next;
            String reason = engineer.unreachable(from).orElse(null);
            if (reason != null) {
                add(found, new Span(from, to), reason);
            }
            from = next;
        }
        return found;
    }

    private static void add(List<Missing> found, Span span, String reason) {
        Missing last = found.isEmpty() ? null : found.get(found.size() - 1);
        if (last != null && last.when().to().equals(span.from()) && last.reason().equals(reason)) {
            found.set(found.size() - 1, new Missing(new Span(last.when().from(), span.to()), reason));
        } else {
            found.add(new Missing(span, reason));
        }
    }

    private NavigableSet<Instant> moments(Engineer engineer) {
        NavigableSet<Instant> moments = new TreeSet<>();
        for (Absence absence : engineer.unavailable()) {
            Stream.of(absence.from(), absence.to()).filter(this::isWithin).forEach(moments::add);
        }
        Stream.concat(engineer.when().stream(), engineer.phones().stream().map(phone -> phone.when()))
                .filter(window -> window != null).map(Window::calendar)
                .forEach(calendar -> moments.addAll(changes.computeIfAbsent(calendar, this::changes)));
        return moments;
    }

    private NavigableSet<Instant> changes(Calendar calendar) {
        NavigableSet<Instant> moments = new TreeSet<>();
        for (Instant at = calendar.nextChange(all.from()); at.isBefore(all.to()); at = calendar.nextChange(at)) {
            moments.add(at);
        }
        return moments;
    }

    private boolean isWithin(Instant at) {
        return at.isAfter(all.from()) && at.isBefore(all.to());
    }
}
