package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Course;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Move;
import dev.nightcall.core.Shown;
import dev.nightcall.core.SomethingNew;
import dev.nightcall.core.Status;
import dev.nightcall.sending.Later;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.sending.Task;
import dev.nightcall.sending.Withdrawal;
import dev.nightcall.tables.AlertTable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whoever has an incident is told of what is new in it: they are phoned, and unless they take that, too, the escalation goes on.
 * When nothing of it is left before that, they keep the incident.
 *
 * <p>Who files an alert does so first and looks at the incident then: while people are called about it that is noted there,
 * unless somebody has taken it meanwhile; who takes it looks for the note. So one of them asks for a look. By one look all that
 * is new until then is told.
 */
public final class Informing {

    private final Incidents incidents;
    private final AlertTable alerts;
    private final Clock clock;

    public Informing(Incidents incidents, AlertTable alerts, Clock clock) {
        this.incidents = incidents;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** The look that an alert has asked for; sent again when it comes again, as a crash may have come before it was. */
    List<Outgoing> missing(Alert alert, Incident incident) {
        boolean own = incident.status() == Status.ACKNOWLEDGED && alert.id().equals(incident.news().dueFor());
        return own ? List.of(look(incident, incident.news().due())) : List.of();
    }

    /** Written down too, so that it is seen when the message is lost. */
    private Outgoing lookAt(Incident incident, Instant due, SomethingNew news) {
        incidents.asking().later(incident, due, news);
        return look(incident, due);
    }

    private static Outgoing look(Incident incident, Instant due) {
        return new Later(Task.TELL_HOLDER, incident.id(), 0, due);
    }

    /** What somebody has seen who has taken everything in an incident at the monitor; empty when that is not so by now. */
    public Optional<Shown> takenAtMonitor(String incident) {
        Instant now = clock.instant();
        List<AlertRow> rows = alerts.of(incident).toList();
        return AlertRow.areTaken(rows.stream()) ? Optional.of(Shown.of(rows, now)) : Optional.empty();
    }

    /**
     * What follows when somebody has an incident: the end of that time, whoever is still called about it, a look for what was
     * filed while they took it, which is new to them, and the channels.
     *
     * @param taken   as it was read after they had
     * @param inACall whether what joined was noted since they were told of it
     */
    public List<Outgoing> has(Incident taken, boolean inACall) {
        Move end = Course.end(taken);
        List<Outgoing> outgoing = new ArrayList<>(List.of(Later.of(taken, end, end.due()), new Withdrawal(List.of(taken.id()))));
        if (!inACall || taken.news().mayBeNew()) {
            SomethingNew news = newIn(taken);
            news.due().ifPresent(due -> outgoing.add(lookAt(taken, due, news)));
        }
        outgoing.addAll(Notices.acknowledged(taken));
        return outgoing;
    }

    private SomethingNew newIn(Incident incident) {
        return SomethingNew.in(incident, alerts.of(incident.id()).toList());
    }

    /**
     * Before people are called where an incident stands: whoever is asked there about something new has it as before when nothing
     * of that is left. It has recovered, or is held, while their line was busy.
     *
     * @return what to send, by every repeat; empty when the escalation goes on
     */
    public List<Outgoing> keep(Incident incident) {
        Optional<Incident> kept = incident.asksHolder() ? kept(incident) : Optional.of(incident).filter(Incident::isKept);
        return kept.map(theirs -> has(theirs, false)).orElse(List.of());
    }

    private Optional<Incident> kept(Incident asked) {
        Instant now = clock.instant();
        if (asked.news().until() == null || asked.news().shown() == null) {
            // Asked by an older version, which did not write down what they had.
            return Optional.empty();
        }
        return Course.keep(asked, newIn(asked), now).filter(taken -> incidents.asking().keep(asked, taken, now))
                .flatMap(taken -> incidents.find(asked.id())).filter(Incident::isKept);
    }

    /** Whether the holder is to be told now. @return what to send, by every repeat */
    public List<Outgoing> look(Later later) {
        Incident incident = incidents.find(later.subject()).orElse(null);
        if (incident == null) {
            return List.of();
        }
        return switch (incident.status()) {
            case ACKNOWLEDGED -> look(later, incident);
            case OPEN -> incident.asksHolder() ? asks(incident) : List.of();
            case SUPPRESSED, RESOLVED -> List.of();
        };
    }

    private List<Outgoing> look(Later later, Incident incident) {
        Instant now = clock.instant();
        List<AlertRow> rows = alerts.of(incident.id()).toList();
        SomethingNew news = SomethingNew.in(incident, rows);
        if (news.due().isEmpty()) {
            incidents.asking().nothing(incident);
            Instant told = incident.news().told();
            return told == null || told.isBefore(later.due()) ? List.of()
                    : Notices.joined(incident, told.getEpochSecond(), told, incident.news().newest());
        }
        if (news.due().get().isAfter(now)) {
            return List.of(lookAt(incident, news.due().get(), news));
        }
        if (news.phones()) {
            incidents.asking().ask(incident, news, now);
        } else if (incidents.asking().channels(incident, news, Shown.of(rows, now))) {
            return Notices.joined(incident, now.getEpochSecond(), now, news.newest());
        }
        // Asked or changed: in any case it is another one now.
        return look(later);
    }

    private List<Outgoing> asks(Incident incident) {
        List<Outgoing> outgoing = new ArrayList<>(List.of(Later.of(incident, Course.first(incident), incident.movedAt())));
        outgoing.addAll(Notices.joined(incident, incident.position(), incident.movedAt(), newIn(incident).newest()));
        return outgoing;
    }
}
