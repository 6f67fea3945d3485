package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.alert.Form;
import dev.nightcall.alert.Text;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.core.Verdict;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.sending.AcknowledgedAtMonitor;
import dev.nightcall.sending.Outgoing;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps what is no alert, and hears who has taken one at the monitor. */
public final class Noting {

    /** Timelines of what was no alert, one a day in UTC. */
    public static final String NOTES = "notes/";

    private static final int LONGEST_NAME = 200;

    private final AlertTable alerts;
    private final Timeline timeline;
    private final Supplier<OnCall> onCall;

    public Noting(AlertTable alerts, Timeline timeline, Supplier<OnCall> onCall) {
        this.alerts = alerts;
        this.timeline = timeline;
        this.onCall = onCall;
    }

    /** What is no alert is kept under its day, and on the timeline of the incident it may be about. */
    void note(Alert alert, Optional<Incident> about) {
        String day = NOTES + LocalDate.ofInstant(alert.receivedAt(), ZoneOffset.UTC);
        Stream.concat(Stream.of(day), about.map(Incident::id).stream())
                .forEach(holder -> timeline.add(holder, alert.receivedAt(), Event.NOTED, alert.identity(),
                        alert.state().word(), alert.written() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
    }

    /** Who takes an alert at the monitor takes the incident when nothing else in it is left to take. @return what to send */
    List<Outgoing> taken(Verdict.TakenAtMonitor taken) {
        Alert alert = taken.alert();
        return AlertRow.areTaken(alerts.around(taken.incident().id(), alert))
                ? List.of(new AcknowledgedAtMonitor(taken.incident().id(), by(alert), alert.receivedAt())) : List.of();
    }

    /** An engineer, if the monitor knows one of that id or name. A name has to fit into the key of an entry on the timeline. */
    private String by(Alert alert) {
        String said = alert.labels().getOrDefault(AcknowledgedAtMonitor.BY, "");
        String name = Form.name(said);
        Optional<Engineer> engineer = onCall.get().engineers().stream()
                .filter(one -> one.id().equalsIgnoreCase(name) || Form.name(one.name()).equalsIgnoreCase(name)).findFirst();
        String other = said.isEmpty() ? "monitor of " + alert.system() : said;
        return engineer.map(Engineer::id).orElseGet(() -> Text.cut(Text.line(other), LONGEST_NAME));
    }
}
