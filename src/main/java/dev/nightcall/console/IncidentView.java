package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.nightcall.alert.AlertKey;
import dev.nightcall.alert.Severity;
import dev.nightcall.alert.State;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Position;
import dev.nightcall.core.Status;
import dev.nightcall.timeline.Entry;

import java.time.Instant;
import java.util.List;

/**
 * An incident as the API shows it; what is not known is null.
 *
 * @param holder of an open one, who had it until something new was to be told: they are asked first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record IncidentView(String id, String group, Status status, String acknowledgedBy, Instant acknowledgedUntil,
                    String holder, String suppressedBy, Instant suppressedUntil, int round, int step, Instant openedAt,
                    String resolvedBy, Instant resolvedAt) {

    static IncidentView of(Incident incident) {
        Position position = incident.at(incident.position());
        return new IncidentView(incident.id(), incident.group(), incident.status(), incident.acknowledgedBy(),
                incident.acknowledgedUntil(), incident.isOpen() ? incident.news().holder() : null, incident.suppressedBy(),
                incident.suppressedUntil(), position.round(), position.step(), incident.openedAt(), incident.resolvedBy(),
                incident.resolvedAt());
    }

    /** With all that belongs to it. @param asOf what was filed later may not be in it */
    record Whole(@JsonUnwrapped IncidentView incident, Instant asOf, List<AlertView> alerts, List<CallView> calls,
                 List<EntryView> timeline) {
    }

    /**
     * @param held    whether a suppression has taken it from the incident
     * @param related whether it is a consequence of what the incident is about
     */
    record AlertView(AlertKey key, String system, String host, String service, Severity severity, State state,
                     String summary, Instant occurredAt, Instant firstSeen, Instant lastSeen, long count,
                     boolean held, boolean related) {

        static AlertView of(AlertRow row) {
            var alert = row.alert();
            return new AlertView(alert.written(), alert.system(), alert.host(), alert.service(), alert.severity(),
                    alert.state(), alert.summary(), alert.occurredAt(), row.firstSeen(), row.lastSeen(), row.count(),
                    row.moved(), row.related());
        }
    }

    /** One line of the timeline. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EntryView(Instant at, String event, String reason, String detail) {

        static EntryView of(Entry entry) {
            return new EntryView(entry.at(), entry.event(), entry.reason(), entry.detail());
        }
    }
}
