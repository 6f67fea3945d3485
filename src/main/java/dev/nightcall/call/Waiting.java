package dev.nightcall.call;

import dev.nightcall.alert.Severity;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;

import java.time.Instant;
import java.util.Comparator;

/**
 * An incident that waits for an engineer's line.
 *
 * @param severity of the incident when it was asked for
 * @param openedAt when the incident was opened
 * @param askedAt  when it began to wait
 * @param again    whether people have been called about it before
 */
public record Waiting(Request request, Severity severity, Instant openedAt, Instant askedAt, boolean again) {

    static final Comparator<Waiting> WORST_FIRST = Comparator.comparing(Waiting::severity).reversed()
            .thenComparing(Waiting::openedAt);

    static Waiting of(Incident incident, Request request, Instant now) {
        return new Waiting(request, incident.severity(), incident.openedAt(), now,
                Course.isAgain(incident, request.position()));
    }
}
