package dev.nightcall.incident;

import dev.nightcall.alert.Alert;
import dev.nightcall.aws.Transactions;
import dev.nightcall.aws.Write;
import dev.nightcall.suppression.AlertRow;
import dev.nightcall.suppression.AlertTable;
import dev.nightcall.timeline.Event;
import dev.nightcall.timeline.Timeline;

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

    /**
     * What came in as related stays so.
     *
     * @param before what is filed of it now
     * @return false: that has changed, look again
     */
    boolean file(Incident incident, Alert alert, Optional<AlertRow> before) {
        return isOld(alert, before) || file(incident, alert, before, before.isPresent() && before.get().related());
    }

    /** As the consequence of what the incident is about. @return false: look again */
    boolean fileAsRelated(Incident incident, Alert alert) {
        Optional<AlertRow> before = alerts.find(incident.id(), alert);
        return isOld(alert, before) || file(incident, alert, before, true);
    }

    private boolean file(Incident incident, Alert alert, Optional<AlertRow> before, boolean related) {
        Write filed = related ? alerts.fileAsRelated(incident.id(), alert, before.orElse(null))
                : alerts.file(incident.id(), alert, before.orElse(null));
        Event news = news(alert, before, related);
        if (news == null) {
            return filed.execute().isPresent();
        }
        String about = incident.isOpen() || related ? alert.severity().word()
                : alert.severity().word() + ", not called: " + incident.status().word();
        return transactions.execute(filed, timeline.entry(incident.id(), alert.receivedAt(), news,
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
        return before.isPresent() && !before.get().alert().receivedAt().isBefore(alert.receivedAt());
    }
}
