package dev.nightcall.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightcall.aws.Cursor;
import dev.nightcall.aws.Table;
import dev.nightcall.core.Call;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Shown;
import dev.nightcall.core.Status;
import dev.nightcall.escalation.Acknowledging;
import dev.nightcall.incident.Incidents;
import dev.nightcall.incident.Related;
import dev.nightcall.intake.BadRequestException;
import dev.nightcall.intake.ConflictException;
import dev.nightcall.intake.NoSuchThingException;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.tables.Calls;
import dev.nightcall.tables.LineTable;
import dev.nightcall.timeline.Entry;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /api/incidents}: what is open, what happened to it, and taking or closing it by hand. */
public final class IncidentsApi {

    private static final int LONGEST_TIMELINE = 1000;
    private static final int LONGEST_NAME = 100;
    private static final int CALL_ID = 36;
    private static final Set<String> ABOUT_CALLS =
            Set.of(Event.CALLED.word(), Event.CALL_WAITS.word(), Event.CALL_ENDED.word());

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Calls calls;
    private final LineTable lines;
    private final Timeline timeline;
    private final Acknowledging acknowledging;
    private final Related related;
    private final Actors actors;
    private final Clock clock;

    /** The newest incident first. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Listing(List<IncidentView> incidents, String next) {
    }

    public IncidentsApi(Incidents incidents, AlertTable alerts, Calls calls, LineTable lines, Timeline timeline,
                        Acknowledging acknowledging, Related related, Actors actors, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.calls = calls;
        this.lines = lines;
        this.timeline = timeline;
        this.acknowledging = acknowledging;
        this.related = related;
        this.actors = actors;
        this.clock = clock;
    }

    /** One page of those with a status; without one, of the open ones. */
    public Listing list(ApiRequest request) {
        Status status = request.parameter("status").map(IncidentsApi::status).orElse(Status.OPEN);
        int limit = request.limit();
        Table.Page page = Pages.read(request.next(), after -> incidents.page(status, limit, after));
        return new Listing(incidents.read(page).stream().map(IncidentView::of).toList(), Cursor.write(page.next()));
    }

    /** One incident with its alerts, its calls and the newest part of its timeline. */
    public Object one(ApiRequest request) {
        Instant asOf = clock.instant();
        Incident incident = find(request);
        List<Entry> entries = timeline.latest(incident.id(), LONGEST_TIMELINE);
        return new IncidentView.Whole(IncidentView.of(incident), asOf,
                alerts.of(incident.id()).map(IncidentView.AlertView::of).toList(),
                calls(entries), entries.stream().map(IncidentView.EntryView::of).toList());
    }

    /** Takes it, or has it for longer. @return what to send */
    public List<Outgoing> acknowledge(ApiRequest request) {
        ApiBody body = ApiBody.of(request, "by", "from", "asOf");
        String by = actors.by(request, body);
        Incident before = find(request);
        Optional<String> from = body.optionalText("from", LONGEST_NAME).filter(other -> !isTakenBy(by, before));
        if (from.isPresent()) {
            return takeFrom(from.get(), by, shown(body), request);
        }
        List<Outgoing> outgoing = acknowledging.take(before.id(), by, Actors.how(request), shown(body), clock.instant());
        refuseUnlessTakenBy(by, find(request));
        return outgoing;
    }

    /** Two may want it from the same: who is first has it, and the other is told so. */
    private List<Outgoing> takeFrom(String from, String by, Shown shown, ApiRequest request) {
        Incident incident = find(request);
        return acknowledging.takeFrom(incident.id(), from, by, Actors.how(request), shown, clock.instant()).orElseThrow(() -> {
            Incident now = find(request);
            refuseUnlessTakenBy(by, now);
            return new ConflictException("incident " + now.id() + " is " + now.status().word() + (now.isOpen()
                    ? ", and " + from + " does not have it: take it without from" : " by " + now.acknowledgedBy()));
        });
    }

    /** What they have seen of it; null when they do not say. */
    private Shown shown(ApiBody body) {
        Instant now = clock.instant();
        return body.optionalTime("asOf").map(time -> new Shown(time.isAfter(now) ? now : time, Set.of(), null)).orElse(null);
    }

    private static boolean isTakenBy(String by, Incident incident) {
        return incident.status() == Status.ACKNOWLEDGED && by.equals(incident.acknowledgedBy());
    }

    /** Closes it; once more changes nothing. @return what to send, by every repeat */
    public List<Outgoing> resolve(ApiRequest request) {
        String by = actors.by(request, ApiBody.of(request, "by"));
        Incident incident = find(request);
        while (!incident.isResolved()
                && !incidents.resolve(incident, by, Event.RESOLVED, "by hand, " + Actors.how(request), clock.instant())) {
            incident = find(request);
        }
        return related.closed(find(request));
    }

    /** @param incident as it is after they wanted it; open, if they had it and its time is over by now */
    private static void refuseUnlessTakenBy(String by, Incident incident) {
        if (incident.isResolved()) {
            throw new ConflictException("incident " + incident.id() + " was resolved by " + incident.resolvedBy()
                    + " at " + incident.resolvedAt());
        }
        if (incident.status() == Status.ACKNOWLEDGED && !isTakenBy(by, incident)) {
            throw new ConflictException("incident " + incident.id() + " is acknowledged by " + incident.acknowledgedBy()
                    + " until " + incident.acknowledgedUntil());
        }
        if (incident.isSuppressed()) {
            throw new ConflictException("incident " + incident.id() + " is suppressed by " + incident.suppressedBy()
                    + " until " + incident.suppressedUntil());
        }
    }

    private Incident find(ApiRequest request) {
        String id = request.id();
        return incidents.find(id).orElseThrow(() -> new NoSuchThingException("incident " + id));
    }

    private static Status status(String word) {
        try {
            return Status.of(word);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("status", e.getMessage());
        }
    }

    /** What the timeline says about a call begins with the call's id, a UUID. */
    private List<CallView> calls(List<Entry> entries) {
        List<String> ids = entries.stream()
                .filter(entry -> ABOUT_CALLS.contains(entry.event()) && entry.about().length() >= CALL_ID)
                .map(entry -> entry.about().substring(0, CALL_ID)).distinct().toList();
        return calls.find(ids).stream().sorted(Comparator.comparing(Call::createdAt))
                .map(call -> CallView.of(call, lines)).toList();
    }
}
