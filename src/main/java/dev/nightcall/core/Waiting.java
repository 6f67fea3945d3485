package dev.nightcall.core;

import dev.nightcall.alert.Severity;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An incident that waits for an engineer's line.
 *
 * @param severity of the incident when it was asked for
 * @param openedAt when the incident was opened
 * @param askedAt  when it began to wait
 * @param again    whether people have been called about it before
 */
public record Waiting(Request request, Severity severity, Instant openedAt, Instant askedAt, boolean again) {

    /** A thousand incidents may wait for one line; of these is told. */
    private static final int TOLD = 3;
    private static final Comparator<Waiting> WORST_FIRST = Comparator.comparing(Waiting::severity).reversed()
            .thenComparing(Waiting::openedAt);

    public static Waiting of(Incident incident, Request request, Instant now) {
        return new Waiting(request, incident.severity(), incident.openedAt(), now,
                Course.isAgain(incident, request.position()));
    }

    /** Of many, those to which it is told that they wait: the worst. */
    public static List<Waiting> told(Stream<Waiting> waiting) {
        return waiting.sorted(WORST_FIRST).limit(TOLD).toList();
    }

    /** Each incident once, at the latest position at which it was asked for. */
    public static List<Waiting> latest(Stream<Waiting> waiting) {
        Map<String, Waiting> latest = new LinkedHashMap<>();
        waiting.forEach(each -> latest.merge(each.request().incident(), each,
                (a, b) -> a.request().position() > b.request().position() ? a : b));
        return List.copyOf(latest.values());
    }
}
