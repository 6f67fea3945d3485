package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.core.AlertRow;
import dev.nightcall.core.Incident;
import dev.nightcall.tables.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

import java.util.List;
import java.util.Optional;

/** Files alerts under incidents, with a word on the timeline if it is news. */
public final class Filing {

    private final AlertTable alerts;
    private final Timeline timeline;
    private final Transactions transactions;

    public Filing(AlertTable alerts, Timeline timeline, Transactions transactions) {
        this.alerts = alerts;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    /** As the consequence of what the incident is about. @return false: look again */
    boolean fileAsRelated(Incident incident, Alert alert) {
        return transactions.write(writesAsRelated(incident, alert, alerts.find(incident.id(), alert)));
    }

    /** What has to be written to file an alert; nothing when what is filed is as new or newer. */
    List<Write> writes(Incident incident, Alert alert, Optional<AlertRow> before) {
        return writes(incident, alert, before, before.isPresent() && before.get().related());
    }

    List<Write> writesAsRelated(Incident incident, Alert alert, Optional<AlertRow> before) {
        return writes(incident, alert, before, true);
    }

    private List<Write> writes(Incident incident, Alert alert, Optional<AlertRow> before, boolean related) {
        if (isOld(alert, before)) {
            return List.of();
        }
        Write filed = related ? alerts.fileAsRelated(incident.id(), alert, before.orElse(null))
                : alerts.file(incident.id(), alert, before.orElse(null));
        Event news = news(alert, before, related);
        if (news == null) {
            return List.of(filed);
        }
        String about = incident.isOpen() || incident.isSuppressed() || related ? alert.severity().word()
                : alert.severity().word() + ", not called: " + incident.status().word();
        return List.of(filed, timeline.entry(incident.id(), alert.receivedAt(), news,
                alert.identity(), about, alert.key() + (alert.summary().isEmpty() ? "" : ": " + alert.summary())));
    }

    private static Event news(Alert alert, Optional<AlertRow> before, boolean related) {
        if (before.isEmpty()) {
            return !alert.isFiring() ? Event.RECOVERED : related ? Event.RELATED : Event.JOINED;
        }
        boolean fired = before.get().alert().isFiring() && !before.get().moved();
        if (fired != alert.isFiring()) {
            return alert.isFiring() ? Event.FIRES_AGAIN : Event.RECOVERED;
        }
        return before.get().alert().severity() == alert.severity() ? null : Event.SEVERITY_CHANGED;
    }

    /** A repeat, or a message that others have overtaken: what is filed is as new or newer. */
    private static boolean isOld(Alert alert, Optional<AlertRow> before) {
        return before.isPresent() && !before.get().isOlderThan(alert);
    }
}
